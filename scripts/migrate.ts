import { parseArgs } from "node:util";
import { migrate } from "../server/src/adapters/postgres/index.ts";
import { readConfig } from "../server/src/config.ts";

const usage = `npm run -s migrate

Brings the tables of the PostgreSQL at DATABASE_URL up to date, all or nothing, and prints what was done. A start does the
same unless MIGRATE_AT_START is off. Nodes that run meanwhile go on; take a backup first.
Exit 0 when the tables are those of this version, 1 when not, 2 when the settings are wrong.`;

const { values } = parseArgs({ options: { help: { type: "boolean", default: false } } });
process.exitCode = values.help ? help() : await bringUpToDate();

function help(): number {
  process.stdout.write(`${usage}\n`);
  return 0;
}

async function bringUpToDate(): Promise<number> {
  const url = databaseUrl();
  if (url === undefined) return 2;
  try {
    const made = await migrate(url);
    process.stdout.write(made.length === 0 ? "up to date\n" : `${made.join("\n")}\n`);
    return 0;
  } catch (error) {
    say(error);
    return 1;
  }
}

function databaseUrl(): string | undefined {
  try {
    const { DATABASE_URL } = readConfig(process.env);
    if (DATABASE_URL === undefined)
      say("DATABASE_URL is not set; the embedded database migrates itself");
    return DATABASE_URL;
  } catch (error) {
    say(error);
    return undefined;
  }
}

function say(what: unknown): void {
  process.stderr.write(`${what instanceof Error ? what.message : String(what)}\n`);
}
