import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { hashPassword } from "../server/src/identity/index.ts";
import {
  changeStandings,
  enrol,
  type Enrolment,
  LoginsTaken,
  newUserId,
  NotExperts,
  openUsers,
  SYSTEM,
  takenLogins,
  type Users,
} from "../server/src/registry/index.ts";
import {
  type AccountRow,
  parseAccountsCsv,
  parseStandingCsv,
  type StandingRow,
} from "./accounts/accounts-csv.ts";
import { MAX_ACCOUNTS } from "./accounts/csv-table.ts";
import { newPassword } from "./accounts/passwords.ts";
import { configOrFault } from "./centre/config-or-fault.ts";
import { openCentre } from "./centre/open-centre.ts";
import { readBoundedText } from "./draw/bounded-file.ts";
import { InputFault } from "./draw/input-fault.ts";

const usage = `npm run -s accounts -- import FILE.csv | standing FILE.csv | list | password LOGIN | disable LOGIN

The accounts of the centre. Takes the server's settings from the environment (DATA_DIR, DATABASE_URL, KEY_FILE). With
DATABASE_URL the nodes may run meanwhile; the embedded database must not be in use by a server.

  import FILE.csv  adds everybody in the file or nobody, each with a random password, and prints login,password lines.
                   UTF-8, with a header; columns in any order, several offices or specialties separated by |:
                     login,name,offices,unit                      of everybody
                     phone,mail,specialties,region,employer       of experts; phone and mail may be empty
                     history,relations,away,barredUntil           why an expert might not sit; each may be left out
                   Offices: agency, host, supervisor, witness, expert, admin. At most ${MAX_ACCOUNTS} accounts a file.
  standing FILE.csv
                   changes the last four columns of experts who are there, all or none: login and those that are in the
                   file; an empty field says that there is nothing. Pools that are sealed already stay as they are.
                     history      EMPLOYER@2026-12-31, former employers and the last day with each, separated by |
                     relations    organisations in which the expert has an interest, by name or credit code, separated by |
                     away         2026-12-31 or 2026-12-01/2026-12-31, days on which the expert cannot come, separated by |
                     barredUntil  the last day of a ban; 9999-12-31 for good
  list             prints login,offices,unit of everybody who may sign in
  password LOGIN   gives an account a new random password, prints it, and ends the account's sessions
  disable LOGIN    ends the account's sessions; it cannot sign in or be drawn any more, and its login stays taken

Passwords are printed once and kept nowhere; one that is lost is replaced by another.
Exit 0 when done, 1 when not (nothing was changed), 2 when the call, the file or a setting is wrong.`;

const MAX_BYTES = 8 * 2 ** 20;

type Centre = Awaited<ReturnType<typeof openCentre>>;
type Task = (centre: Centre) => Promise<number>;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h", default: false } },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const task = taskOf(positionals);
  const config = configOrFault(say);
  if (task === undefined || config === undefined) {
    if (task === undefined) say(usage);
    return 2;
  }
  const centre = await openCentre(config, say);
  try {
    return await task(centre);
  } finally {
    await centre.close();
  }
}

/** What is asked for; the file is read, and refused, before the store is opened. */
function taskOf([what, argument, ...rest]: readonly string[]): Task | undefined {
  if (rest.length > 0) return undefined;
  if (what === "list" && argument === undefined) return list;
  if (argument === undefined) return undefined;
  if (what === "password") return (centre) => setPassword(centre, argument);
  if (what === "disable") return (centre) => disable(centre, argument);
  if (what === "import") {
    const rows = parseAccountsCsv(argument, readBoundedText(argument, MAX_BYTES));
    return (centre) => importAll(centre, argument, rows);
  }
  if (what === "standing") {
    const rows = parseStandingCsv(argument, readBoundedText(argument, MAX_BYTES));
    return (centre) => changeAll(centre, argument, rows);
  }
  return undefined;
}

async function importAll(
  { db, alone, registry }: Centre,
  source: string,
  rows: readonly AccountRow[],
): Promise<number> {
  // Told before the passwords are hashed, which takes minutes for a thousand.
  const taken = await takenLogins(
    db,
    rows.map(({ staff }) => staff.login),
  );
  if (taken.length > 0) return refuseTaken(source, rows, taken);
  const passwords = rows.map(() => newPassword());
  const hashes = await hashAll(passwords);
  const enrolments = rows.map(({ staff, expert }, index): Enrolment => {
    const passwordHash = hashes[index];
    if (passwordHash === undefined) throw new RangeError("an account without a password");
    return { user: { id: newUserId(), ...staff }, passwordHash, expert };
  });
  try {
    await alone(() => enrol(db, (event) => registry.record(event), enrolments, SYSTEM));
  } catch (error) {
    if (error instanceof LoginsTaken) return refuseTaken(source, rows, error.logins);
    throw error;
  }
  print(rows.map(({ staff }, index) => `${staff.login},${passwords[index]}`));
  say(`${rows.length} accounts imported`);
  return 0;
}

function refuseTaken(
  source: string,
  rows: readonly AccountRow[],
  taken: readonly string[],
): number {
  for (const { line, column, staff } of rows.filter(({ staff }) => taken.includes(staff.login))) {
    say(new InputFault(source, `the login ${staff.login} is there already`, line, column).text());
  }
  say("nothing was imported");
  return 1;
}

async function changeAll(
  { db, alone, registry }: Centre,
  source: string,
  rows: readonly StandingRow[],
): Promise<number> {
  try {
    await alone(() => changeStandings(db, (event) => registry.record(event), rows, SYSTEM));
  } catch (error) {
    if (!(error instanceof NotExperts)) throw error;
    for (const { login, line, column } of rows.filter((row) => error.logins.includes(row.login))) {
      const message = `no expert who may sign in has the login ${login}`;
      say(new InputFault(source, message, line, column).text());
    }
    say("nothing was changed");
    return 1;
  }
  say(`${rows.length} experts' standing changed`);
  return 0;
}

async function hashAll(passwords: readonly string[]): Promise<readonly string[]> {
  const hashes: string[] = [];
  const atOnce = availableParallelism();
  for (let done = 0; done < passwords.length; done += atOnce) {
    hashes.push(...(await Promise.all(passwords.slice(done, done + atOnce).map(hashPassword))));
    if (Math.floor(done / 100) < Math.floor(hashes.length / 100)) {
      say(`${hashes.length} of ${passwords.length} passwords made`);
    }
  }
  return hashes;
}

async function list({ db, registry }: Centre): Promise<number> {
  const users = await openUsers(db, (event) => registry.record(event)).all();
  print(
    users.map(({ login, offices, unit }) => [login, offices.join("|"), quoted(unit)].join(",")),
  );
  return 0;
}

async function setPassword(centre: Centre, login: string): Promise<number> {
  const password = newPassword();
  return ofOne(centre, login, async (users, id) => {
    await users.setPassword(id, await hashPassword(password), SYSTEM);
    print([`${login},${password}`]);
  });
}

async function disable(centre: Centre, login: string): Promise<number> {
  return ofOne(centre, login, (users, id) => users.disable(id, SYSTEM));
}

async function ofOne(
  { db, registry }: Centre,
  login: string,
  change: (users: Users, id: string) => Promise<void>,
): Promise<number> {
  const users = openUsers(db, (event) => registry.record(event));
  const user = (await users.all()).find((one) => one.login === login);
  if (user === undefined) {
    say("nobody who may sign in has this login");
    return 1;
  }
  await change(users, user.id);
  return 0;
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

function say(what: unknown): void {
  process.stderr.write(`${what instanceof Error ? what.message : String(what)}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  say(error instanceof InputFault ? error.text() : error);
  return error instanceof InputFault || error instanceof TypeError ? 2 : 1;
});
