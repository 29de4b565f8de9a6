import { createHash } from "node:crypto";
import type { BlobStore } from "../../kernel/ports.ts";
import type { Database } from "./schema.ts";

/** Blobs in PostgreSQL, by their SHA-256 in hex; checked again whenever one is read. */
export function postgresBlobStore(db: Database): BlobStore {
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes);
      await db
        .insertInto("blob")
        .values({ sha256, bytes: Buffer.from(bytes) })
        .onConflict((conflict) => conflict.column("sha256").doNothing())
        .execute();
      return sha256;
    },
    async get(sha256) {
      const row = await db
        .selectFrom("blob")
        .select("bytes")
        .where("sha256", "=", sha256)
        .executeTakeFirst();
      if (row !== undefined && sha256Of(row.bytes) !== sha256) {
        throw new Error(`The stored bytes of blob ${sha256} have changed`);
      }
      return row && new Uint8Array(row.bytes);
    },
  };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
