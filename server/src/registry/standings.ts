import type { Kysely } from "kysely";
import { type ExpertStanding, expertStandingSchema } from "@yuanping/shared/law/expert-standing.ts";
import type { IdentityTables } from "../identity/tables.ts";
import { entering, toExpert } from "./experts.ts";
import type { RecordEvent } from "./record.ts";
import type { RegistryTables } from "./tables.ts";

/** What is said of an expert's standing anew; what is not named stays as it is. */
export type StandingChange = Readonly<{ login: string; change: Partial<ExpertStanding> }>;

/** Nobody with one of the logins is an expert who may sign in; nothing was done. */
export class NotExperts extends Error {
  readonly logins: readonly string[];

  constructor(logins: readonly string[]) {
    super(`no experts: ${logins.join(", ")}`);
    this.name = "NotExperts";
    this.logins = logins;
  }
}

/**
 * Changes what might keep experts from a panel, of all or of none; `actor` is who asks for it. An expert who is drawn
 * already keeps the seat: the standing is looked at when a pool is sealed. Throws `NotExperts`.
 */
export async function changeStandings(
  db: Kysely<IdentityTables & RegistryTables>,
  record: RecordEvent,
  changes: readonly StandingChange[],
  actor: string,
): Promise<void> {
  if (changes.length === 0) return;
  await db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom("expert")
      .innerJoin("app_user", "app_user.id", "expert.user_id")
      .selectAll("expert")
      .select(["app_user.name", "app_user.login", "app_user.salt"])
      .where("app_user.disabled", "=", false)
      .where(
        "app_user.login",
        "in",
        changes.map(({ login }) => login),
      )
      .orderBy("expert.user_id")
      .forUpdate("expert")
      .execute();
    const byLogin = new Map(rows.map((row) => [row.login, row]));
    const strangers = changes.map(({ login }) => login).filter((login) => !byLogin.has(login));
    if (strangers.length > 0) throw new NotExperts(strangers);
    const entries = changes.flatMap(({ login, change }) => {
      const row = byLogin.get(login);
      if (row === undefined) return [];
      const { name: _name, ...expert } = toExpert(row);
      const standing = expertStandingSchema.parse({ ...expert.standing, ...change });
      return [entering({ ...expert, standing }, row.salt, actor)];
    });
    for (const { row } of entries) {
      const { user_id, standing } = row;
      await transaction
        .updateTable("expert")
        .set({ standing })
        .where("user_id", "=", user_id)
        .execute();
    }
    // On record before the transaction ends, so that nobody sees a row that the record does not vouch for.
    await Promise.all(entries.map(({ event }) => record(event)));
  });
}
