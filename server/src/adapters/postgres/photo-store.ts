import { sql } from "kysely";
import type { PhotoName, PhotoStore } from "../../photos/photo-store.ts";
import type { Database } from "./schema.ts";

/** Encrypted photographs in PostgreSQL. */
export function postgresPhotoStore(db: Database): PhotoStore {
  const within = (minutes: number) => sql<Date>`now() - make_interval(mins => ${minutes})`;
  return {
    async put({ evaluation, member, sha256 }, bytes) {
      const sealed = Buffer.from(bytes);
      await db
        .insertInto("check_in_photo")
        .values({ evaluation, member, sha256, sealed })
        // A sweep that looks at the row meanwhile waits for this, and sees that it is new.
        .onConflict((conflict) =>
          conflict.columns(["evaluation", "member", "sha256"]).doUpdateSet({
            kept_at: sql`now()`,
            sealed,
          }),
        )
        .execute();
    },
    async get(name) {
      const row = await db
        .selectFrom("check_in_photo")
        .select("sealed")
        .where((where) => where.and(columnsOf(name)))
        .executeTakeFirst();
      return row && new Uint8Array(row.sealed);
    },
    async remove(name) {
      await db
        .deleteFrom("check_in_photo")
        .where((where) => where.and(columnsOf(name)))
        .execute();
    },
    async sweep(evaluation, named, minutes) {
      const swept = await db
        .deleteFrom("check_in_photo")
        .where("evaluation", "=", evaluation)
        .where("kept_at", "<", within(minutes))
        .where((where) =>
          named.length === 0 ? where.and([]) : where("sha256", "not in", [...named]),
        )
        .executeTakeFirst();
      return Number(swept.numDeletedRows);
    },
    async all() {
      return db
        .selectFrom("check_in_photo")
        .select(({ fn }) => [
          "evaluation",
          fn.countAll<number>().as("photos"),
          fn.sum<number>(sql`octet_length(sealed)`).as("bytes"),
        ])
        .groupBy("evaluation")
        .orderBy("evaluation")
        .execute();
    },
    async removeAll(evaluation) {
      await db.deleteFrom("check_in_photo").where("evaluation", "=", evaluation).execute();
    },
  };
}

function columnsOf({ evaluation, member, sha256 }: PhotoName) {
  return { evaluation, member, sha256 };
}
