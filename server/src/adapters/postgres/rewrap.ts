import { sql, type Transaction } from "kysely";
import type { Database, Schema } from "./schema.ts";

/** What is put in the place of what is sealed under a former key. */
export type Rewrapping = Readonly<{
  /** A secret of the vault under the new key; undefined to leave it as it is. */
  secret: (name: string, ciphertext: Uint8Array) => Uint8Array | undefined;
  /** The new seals of streams, with the sizes that they are of. */
  seals: readonly Readonly<{ stream: string; size: number; seal: Uint8Array }>[];
  /** A secret that is kept in the same transaction, already under the new key. */
  also: Readonly<{ name: string; ciphertext: Uint8Array }>;
  /** Called when all is written and nothing is durable yet. */
  beforeCommit?: () => Promise<void>;
}>;

/** Secrets in memory at a time: sealed bids may be some megabytes each. */
const page = 50;

/** Puts all of it in place in one transaction. Rejects, and has changed nothing, when a stream has another size. */
export async function rewrap(db: Database, parts: Rewrapping): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await rewrapVault(transaction, parts.secret);
    await reseal(transaction, parts.seals);
    const { name, ciphertext } = parts.also;
    await transaction
      .insertInto("vault")
      .values({ name, ciphertext: Buffer.from(ciphertext) })
      .onConflict((conflict) =>
        conflict.column("name").doUpdateSet({ ciphertext: Buffer.from(ciphertext) }),
      )
      .execute();
    await parts.beforeCommit?.();
  });
}

async function rewrapVault(
  transaction: Transaction<Schema>,
  secret: Rewrapping["secret"],
): Promise<void> {
  let last = "";
  for (;;) {
    const rows = await transaction
      .selectFrom("vault")
      .select(["name", "ciphertext"])
      .where("name", ">", last)
      .orderBy("name")
      .limit(page)
      .forUpdate()
      .execute();
    for (const { name, ciphertext } of rows) {
      const next = secret(name, new Uint8Array(ciphertext));
      if (next === undefined) continue;
      await transaction
        .updateTable("vault")
        .set({ ciphertext: Buffer.from(next) })
        .where("name", "=", name)
        .execute();
    }
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.name;
  }
}

async function reseal(transaction: Transaction<Schema>, seals: Rewrapping["seals"]): Promise<void> {
  const { numAffectedRows } = await sql`update stream set seal = next.seal
    from unnest(
      ${seals.map(({ stream }) => stream)}::text[],
      ${seals.map(({ size }) => size)}::bigint[],
      ${seals.map(({ seal }) => Buffer.from(seal))}::bytea[]
    ) as next (stream, size, seal)
    where stream.stream = next.stream and stream.size = next.size`.execute(transaction);
  if (numAffectedRows !== BigInt(seals.length))
    throw new Error("a stream grew meanwhile; somebody writes to this database");
}
