import { sql } from "kysely";
import type { DraftStore } from "../../kernel/ports.ts";
import type { Database } from "./schema.ts";

/** Drafts in PostgreSQL, one row per expert and evaluation. */
export function postgresDraftStore(db: Database): DraftStore {
  return {
    async save(draft) {
      // An older revision writes the row as it is, so that one statement both decides and answers what is kept.
      const { revision } = await db
        .insertInto("draft")
        .values(draft)
        .onConflict((conflict) =>
          conflict.columns(["evaluation", "person"]).doUpdateSet({
            revision: sql`greatest(draft.revision, excluded.revision)`,
            ciphertext: sql`case when excluded.revision > draft.revision
              then excluded.ciphertext else draft.ciphertext end`,
          }),
        )
        .returning("revision")
        .executeTakeFirstOrThrow();
      return revision;
    },
    load: (evaluation, person) =>
      db
        .selectFrom("draft")
        .select(["revision", "ciphertext"])
        .where("evaluation", "=", evaluation)
        .where("person", "=", person)
        .executeTakeFirst(),
  };
}
