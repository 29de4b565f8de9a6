import { type Kysely } from "kysely";
import type { IdentityTables } from "../identity/tables.ts";
import type { Journal } from "../kernel/journal.ts";
import type { Clock } from "../kernel/ports.ts";
import { SYSTEM } from "./record.ts";
import { personKey, RecordedRows, type Recorded } from "./recorded-rows.ts";
import { evaluationFault, expertFault, personFault, userFault } from "./row-faults.ts";
import type { RegistryTables } from "./tables.ts";

type Tables = RegistryTables & IdentityTables;

/** A row that is not what the record says; `row` is its table and key. */
export type AlteredRow = Readonly<{ row: string; what: string }>;

/** Also a change that was recorded and never made. */
type Difference = AlteredRow & Readonly<{ isNotMade: boolean }>;

/**
 * A change is recorded before it is made, so a server that was killed in between leaves the row behind its record. Only
 * what was recorded so shortly before the newest entry may have been under way then, in milliseconds.
 */
const underWayMs = 5_000;
/** Another node may be making a change at this moment: for so long it is neither an alteration nor given up. */
const inHandMs = 10_000;

/**
 * Compares the centre's tables with the hashes that the `registry` stream holds of each row: what an operator edits,
 * adds or deletes in them is found, though the names themselves are on no record.
 */
export class TableAudit {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #recorded = new RecordedRows();
  #journal: Journal | undefined;

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Takes in every entry of the `registry` stream; given to the journal when it is opened. */
  readonly replay = this.#recorded.take;

  /** The journal that was opened with `replay`. */
  follow(journal: Journal): void {
    this.#journal = journal;
  }

  /** Whether a user's row is what the record says. A record that is itself damaged vouches for nobody. */
  async stands(userId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom("app_user")
      .selectAll()
      .where("id", "=", userId)
      .executeTakeFirst();
    const holds = (): boolean =>
      this.#fault(this.#recorded.users.get(userId), row, userFault) === undefined;
    if (this.#journal?.damage !== undefined) return true;
    if (holds()) return true;
    // Another node may have changed it.
    await this.#journal?.catchUp();
    return holds();
  }

  /**
   * Every row that is not what the record says, missing and added ones too. A change that was recorded and never made,
   * because the server was killed, is recorded as such. Nothing where the record itself is damaged.
   */
  async findings(): Promise<readonly AlteredRow[]> {
    const journal = this.#journal;
    if (journal === undefined || journal.damage !== undefined) return [];
    const [users, experts, people, evaluations, sessions] = await this.#db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute((snapshot) =>
        Promise.all([
          snapshot.selectFrom("app_user").selectAll().execute(),
          snapshot.selectFrom("expert").selectAll().execute(),
          snapshot.selectFrom("person").selectAll().execute(),
          snapshot.selectFrom("evaluation").selectAll().execute(),
          snapshot.selectFrom("session").selectAll().execute(),
        ]),
      );
    // After the rows, so that whatever was on record before its row was written is known by now.
    await journal.catchUp();
    const byId = new Map(users.map((user) => [user.id, user]));
    const recorded = this.#recorded;
    const found = [
      ...this.#compare(
        "app_user",
        recorded.users,
        keyed(users, ({ id }) => id),
        userFault,
      ),
      ...this.#compare(
        "expert",
        recorded.experts,
        keyed(experts, ({ user_id }) => user_id),
        (expected, row) => expertFault(expected, row, byId.get(row.user_id)),
      ),
      ...this.#compare("person", recorded.people, keyed(people, personKey), (expected, row) =>
        personFault(expected, row, byId.get(row.user_id)),
      ),
      ...this.#compare(
        "evaluation",
        recorded.evaluations,
        keyed(evaluations, ({ id }) => id),
        evaluationFault,
      ),
    ];
    const begun = sessions.flatMap(({ id, user_id, secret_hash }): AlteredRow[] => {
      const known = recorded.sessions.get(id);
      return known?.user === user_id && known.key === secret_hash
        ? []
        : [{ row: `session ${id}`, what: "was not begun by signing in" }];
    });
    for (const { row } of found.filter(({ isNotMade }) => isNotMade)) {
      await journal.record({ type: "ChangeNotMade", data: { row }, actor: SYSTEM });
    }
    return [...found.filter(({ isNotMade }) => !isNotMade), ...begun];
  }

  #compare<Expected, Row>(
    table: string,
    recorded: ReadonlyMap<string, Recorded<Expected>>,
    rows: ReadonlyMap<string, Row>,
    fault: (expected: Expected, row: Row) => string | undefined,
  ): readonly Difference[] {
    return [...new Set([...recorded.keys(), ...rows.keys()])].flatMap((key): Difference[] => {
      const expected = recorded.get(key);
      const row = rows.get(key);
      if (faultOf(expected?.now, row, fault) === undefined) return [];
      const what = this.#fault(expected, row, fault);
      if (what !== undefined) return [{ row: `${table} ${key}`, what, isNotMade: false }];
      const isInHand = this.#clock.now() - (expected?.at ?? 0) < inHandMs;
      return isInHand ? [] : [{ row: `${table} ${key}`, what: "", isNotMade: true }];
    });
  }

  /** What is wrong with a row, unless a change of it was under way when the server was killed. */
  #fault<Expected, Row>(
    expected: Recorded<Expected> | undefined,
    row: Row | undefined,
    fault: (expected: Expected, row: Row) => string | undefined,
  ): string | undefined {
    const what = faultOf(expected?.now, row, fault);
    if (what === undefined || expected === undefined) return what;
    const mayBeUnderWay = this.#recorded.newest - expected.at <= underWayMs;
    return mayBeUnderWay && faultOf(expected.before, row, fault) === undefined ? undefined : what;
  }
}

function faultOf<Expected, Row>(
  expected: Expected | undefined,
  row: Row | undefined,
  fault: (expected: Expected, row: Row) => string | undefined,
): string | undefined {
  if (expected === undefined) return row === undefined ? undefined : "is on no record";
  return row === undefined ? "is missing" : fault(expected, row);
}

function keyed<Row>(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [key(row), row]));
}
