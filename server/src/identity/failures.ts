import type { Kysely, Transaction } from "kysely";
import {
  FORGET_AFTER_MS,
  FREE_FAILURES_OF_ADDRESS,
  FREE_FAILURES_OF_LOGIN,
  type Failures,
  waitLeft,
  withFailure,
} from "./slowing.ts";
import type { IdentityTables } from "./tables.ts";

/** What wrong passwords are counted by. */
export type Subject = Readonly<{ kind: "login" | "address" | "user"; value: string }>;

export type Admission =
  | Readonly<{ admitted: true; succeeded(): Promise<void> }>
  | Readonly<{ admitted: false; seconds: number }>;

/**
 * Admits one password to be tried, or says how long to wait. It is counted as wrong for every subject before it is
 * tried, and taken back by `succeeded`: of many tried at the same instant no more get through than of as many tried
 * one after another.
 */
export async function admit(
  db: Kysely<IdentityTables>,
  subjects: readonly Subject[],
  at: number,
): Promise<Admission> {
  const waitMs = await db.transaction().execute(async (transaction) => {
    const known = await lock(transaction, subjects);
    const wait = Math.max(...known.map(({ failures, free }) => waitLeft(failures, free, at)));
    if (wait === 0) {
      for (const { name, failures } of known) {
        await write(transaction, name, withFailure(failures, at));
      }
    }
    return wait;
  });
  return waitMs > 0
    ? { admitted: false, seconds: Math.ceil(waitMs / 1_000) }
    : { admitted: true, succeeded: () => takeBack(db, subjects) };
}

/** Forgets what is too old to count. */
export async function forgetOldFailures(db: Kysely<IdentityTables>, at: number): Promise<void> {
  await db
    .deleteFrom("sign_in_failure")
    .where("last_at", "<", at - FORGET_AFTER_MS)
    .execute();
}

type Known = Readonly<{ name: string; free: number; failures: Failures }>;

/** The subjects' failures, locked in the order of their names, so that two attempts never block each other. */
async function lock(
  transaction: Transaction<IdentityTables>,
  subjects: readonly Subject[],
): Promise<readonly Known[]> {
  const sorted = subjects
    .map((subject) => ({ name: nameOf(subject), free: freeFailures(subject) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const known: Known[] = [];
  for (const { name, free } of sorted) {
    const row = await transaction
      .insertInto("sign_in_failure")
      .values({ subject: name, count: 0, last_at: 0 })
      // Changes nothing, but locks the row and answers it.
      .onConflict((conflict) => conflict.column("subject").doUpdateSet({ subject: name }))
      .returning(["count", "last_at"])
      .executeTakeFirstOrThrow();
    known.push({ name, free, failures: { count: row.count, lastAt: row.last_at } });
  }
  return known;
}

async function write(
  transaction: Transaction<IdentityTables>,
  name: string,
  failures: Failures,
): Promise<void> {
  await transaction
    .updateTable("sign_in_failure")
    .set({ count: failures.count, last_at: failures.lastAt })
    .where("subject", "=", name)
    .execute();
}

/**
 * The right password clears the person's count, but takes only this one attempt off the address: whoever has one
 * account could otherwise guess others' passwords without end.
 */
async function takeBack(db: Kysely<IdentityTables>, subjects: readonly Subject[]): Promise<void> {
  for (const subject of subjects) {
    const name = nameOf(subject);
    if (subject.kind === "address") {
      await db
        .updateTable("sign_in_failure")
        .set(({ eb }) => ({ count: eb("count", "-", 1) }))
        .where("subject", "=", name)
        .where("count", ">", 0)
        .execute();
    } else {
      await db.deleteFrom("sign_in_failure").where("subject", "=", name).execute();
    }
  }
}

function nameOf({ kind, value }: Subject): string {
  return `${kind}:${value}`;
}

function freeFailures({ kind }: Subject): number {
  return kind === "address" ? FREE_FAILURES_OF_ADDRESS : FREE_FAILURES_OF_LOGIN;
}
