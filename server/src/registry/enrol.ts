import type { Kysely } from "kysely";
import type { IdentityTables } from "../identity/tables.ts";
import { entering } from "./experts.ts";
import type { RecordEvent } from "./record.ts";
import type { RegistryTables } from "./tables.ts";
import { type ExpertEntry, expertSchema, type User, userSchema } from "./user.ts";
import { addition, newSalt } from "./users.ts";

/** Somebody new in the centre, with a password hashed before; experts with what is known of them. */
export type Enrolment = Readonly<{
  user: User;
  passwordHash: string;
  expert?: Omit<ExpertEntry, "userId"> | undefined;
}>;

/** Somebody else has one of the logins; nothing was done. */
export class LoginsTaken extends Error {
  readonly logins: readonly string[];

  constructor(logins: readonly string[]) {
    super(`there already: ${logins.join(", ")}`);
    this.name = "LoginsTaken";
    this.logins = logins;
  }
}

/** Which of the logins somebody has. */
export async function takenLogins(
  db: Kysely<IdentityTables>,
  logins: readonly string[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("app_user")
    .select("login")
    .where("login", "in", [...logins])
    .orderBy("login")
    .execute();
  return rows.map(({ login }) => login);
}

/**
 * Adds many users and experts, all or none; `actor` is who asks for it. Throws `LoginsTaken`.
 *
 * The rows are written first, in a transaction that ends after they are on record: what the tables refuse, or a full
 * disk, leaves no trace in the record, and still nobody sees a row that the record does not vouch for.
 */
export async function enrol(
  db: Kysely<IdentityTables & RegistryTables>,
  record: RecordEvent,
  enrolments: readonly Enrolment[],
  actor: string,
): Promise<void> {
  if (enrolments.length === 0) return;
  const taken = await takenLogins(
    db,
    enrolments.map(({ user }) => user.login),
  );
  if (taken.length > 0) throw new LoginsTaken(taken);
  const additions = enrolments.map(({ user, passwordHash, expert }) => {
    const salt = newSalt();
    const entry = expert && expertSchema.parse({ ...expert, userId: user.id });
    return {
      user: addition(userSchema.parse(user), passwordHash, salt, actor),
      expert: entry && entering(entry, salt, actor),
    };
  });
  await db.transaction().execute(async (transaction) => {
    for (const { user, expert } of additions) {
      await transaction.insertInto("app_user").values(user.row).execute();
      if (expert !== undefined) {
        await transaction.insertInto("expert").values(expert.row).execute();
      }
    }
    // Handed over at once, so that the journal writes many in each of its transactions.
    await Promise.all(
      additions.flatMap(({ user, expert }) => [
        record(user.event),
        ...(expert === undefined ? [] : [record(expert.event)]),
      ]),
    );
  });
}
