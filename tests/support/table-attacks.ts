import type { Client } from "pg";
import { hashPassword } from "../../server/src/identity/index.ts";

/** What the operator gives a user as a password. */
export const operatorsPassword = "operators-own";

/** An edit of a row by someone with every right in the database, and what the log says of it at the next start. */
export type RowAttack = Readonly<{
  name: string;
  found: RegExp;
  edit: (client: Client) => Promise<unknown>;
}>;

/** What becomes of an edit of a table: found by its own attacks, found elsewhere, or of no weight, and why. */
export type TableCase =
  | Readonly<{ attacks: readonly RowAttack[] }>
  | Readonly<{ shownBy: string }>
  | Readonly<{ noEvidence: string }>;

const user = (login: string): string => `(select id from app_user where login = '${login}')`;
const set = (text: string) => (client: Client) => client.query(text);

/** Every table of the schema. A new one needs its case here before the tests pass. */
export const tableCases: Readonly<Record<string, TableCase>> = {
  event: { shownBy: "tests/support/record-attacks.ts" },
  stream: { shownBy: "tests/support/record-attacks.ts" },
  checkpoint: { shownBy: "tests/support/record-attacks.ts" },
  vault: { shownBy: "tests/support/record-attacks.ts" },
  blob: { shownBy: "tests/integration/postgres/protection.test.ts" },
  check_in_photo: { shownBy: "tests/unit/photos/photos.test.ts" },
  outside_cosignature: { shownBy: "tests/support/record-attacks.ts" },
  app_user: {
    attacks: [
      {
        name: "a user is given another office",
        found: /"row":"app_user [^"]+","detail":"has other offices"/,
        edit: set("update app_user set offices = '{expert,admin}' where login = 'expert50'"),
      },
      {
        name: "a user is given a password that the operator knows",
        found: /"row":"app_user [^"]+","detail":"has another password"/,
        edit: async (client) =>
          client.query("update app_user set password_hash = $1 where login = 'expert51'", [
            await hashPassword(operatorsPassword),
          ]),
      },
      {
        name: "a user is given another name",
        found: /"row":"app_user [^"]+","detail":"has another name"/,
        edit: set("update app_user set name = '另外的人' where login = 'expert52'"),
      },
      {
        name: "a user is added",
        found: /"row":"app_user u-forged","detail":"is on no record"/,
        edit: set(
          "insert into app_user select 'u-forged', name, 'forged', password_hash, offices, unit, disabled, salt from app_user where login = 'supervisor'",
        ),
      },
    ],
  },
  expert: {
    attacks: [
      {
        name: "an expert is said to know another field",
        found: /"row":"expert [^"]+","detail":"has other specialties"/,
        edit: set(
          `update expert set specialties = '{cost,it,law}' where user_id = ${user("expert53")}`,
        ),
      },
      {
        name: "an expert's employer is exchanged, so that no conflict shows",
        found: /"row":"expert [^"]+","detail":"has another employer"/,
        edit: set(`update expert set employer = '另外的单位' where user_id = ${user("expert54")}`),
      },
      {
        name: "an expert is taken out of the pool",
        found: /"row":"expert [^"]+","detail":"is missing"/,
        edit: set(`delete from expert where user_id = ${user("expert55")}`),
      },
    ],
  },
  person: {
    attacks: [
      {
        name: "a pseudonym is bound to another user",
        found: /"row":"person [^"]+","detail":"is bound to another user"/,
        edit: set(
          `update person set user_id = ${user("host2")} where ctid = (select ctid from person where role = 'host' limit 1)`,
        ),
      },
    ],
  },
  evaluation: {
    attacks: [
      {
        name: "an evaluation's title is rewritten",
        found: /"row":"evaluation [^"]+","detail":"is not the one that was registered"/,
        edit: set(
          "update evaluation set title = '另外的项目' where ctid = (select ctid from evaluation limit 1)",
        ),
      },
    ],
  },
  session: {
    attacks: [
      {
        name: "a session is made for someone who did not sign in",
        found: /"row":"session forged","detail":"was not begun by signing in"/,
        edit: set(
          `insert into session select 'forged', ${user("supervisor")}, secret_hash, created_at, expires_at, last_seen from session limit 1`,
        ),
      },
    ],
  },
  draft: {
    noEvidence:
      "opens in its member's browser alone; an altered one opens nowhere, and counts for nothing until submitted",
  },
  outbox: { noEvidence: "what was sent, and what became of it, are events of the evaluation" },
  sign_in_failure: {
    noEvidence: "slows guessing down; failed attempts are events of the registry",
  },
  node: { noEvidence: "who lives at the moment; who may write is decided in the append itself" },
  ticket: { noEvidence: "lasts a minute, and lets in only whom a session lets in" },
  kysely_migration: { shownBy: "tests/integration/postgres/protection.test.ts" },
  kysely_migration_lock: { noEvidence: "held while the tables are brought up to date" },
};
