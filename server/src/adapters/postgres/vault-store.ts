import type { VaultStore } from "../../kernel/ports.ts";
import type { Database } from "./schema.ts";

/** Encrypted secrets in PostgreSQL, by name. */
export function postgresVaultStore(db: Database): VaultStore {
  return {
    async put(name, bytes) {
      const ciphertext = Buffer.from(bytes);
      await db
        .insertInto("vault")
        .values({ name, ciphertext })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ ciphertext }))
        .execute();
    },
    async get(name) {
      const row = await db
        .selectFrom("vault")
        .select("ciphertext")
        .where("name", "=", name)
        .executeTakeFirst();
      return row && new Uint8Array(row.ciphertext);
    },
  };
}
