import type { CheckpointStore } from "../../kernel/ports.ts";
import type { Database } from "./schema.ts";

/** Checkpoints in PostgreSQL. A note for a size that is there replaces it: it has gained a cosignature. */
export function postgresCheckpointStore(db: Database): CheckpointStore {
  const of = (stream: string) =>
    db.selectFrom("checkpoint").select(["size", "note"]).where("stream", "=", stream);
  return {
    async save(checkpoint) {
      await db
        .insertInto("checkpoint")
        .values(checkpoint)
        .onConflict((conflict) =>
          conflict.columns(["stream", "size"]).doUpdateSet({ note: checkpoint.note }),
        )
        .execute();
    },
    latest: (stream) => of(stream).orderBy("size", "desc").limit(1).executeTakeFirst(),
    all: (stream) => of(stream).orderBy("size").execute(),
    async streams() {
      const rows = await db.selectFrom("checkpoint").select("stream").distinct().execute();
      return rows.map(({ stream }) => stream);
    },
    async saveCosigned(cosigned) {
      await db
        .insertInto("outside_cosignature")
        .values(cosigned)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    cosigned: (stream) =>
      db
        .selectFrom("outside_cosignature")
        .select(["stream", "size", "vkey", "note"])
        .where("stream", "=", stream)
        .orderBy("size")
        .orderBy("vkey")
        .execute(),
  };
}
