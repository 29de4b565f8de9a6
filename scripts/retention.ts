import { join } from "node:path";
import { parseArgs } from "node:util";
import { systemClock } from "../server/src/adapters/system.ts";
import {
  deleteRecordings,
  keptRecordings,
  type KeptRecordings,
} from "../server/src/recording/retention.ts";
import { configOrFault } from "./centre/config-or-fault.ts";
import { openCentre } from "./centre/open-centre.ts";

const usage = `npm run -s retention -- [--delete] [--json]

Lists the recordings in DATA_DIR with the day until which the rules of each evaluation want them kept, counted from its
archive. Takes the server's settings from the environment; the embedded database must not be in use by a server.
  --delete  takes away those whose time is over, each put on the centre's record before it goes
  --json    one JSON line an evaluation
Exit 0 when done, 1 when something could not be read or taken away, 2 when the call or a setting is wrong.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      delete: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const config = configOrFault(say);
  if (config === undefined) return 2;
  const opened = await openCentre(config, say);
  try {
    const root = join(config.DATA_DIR, "recordings");
    const now = systemClock.now();
    for (const kept of await keptRecordings(root, (id) => opened.reader.state(id))) {
      const isOver = kept.until !== undefined && kept.until <= now;
      const deleted = values.delete && isOver;
      if (deleted) {
        const { evaluation, files, bytes } = kept;
        const data = { evaluation, files, bytes, until: kept.until };
        await opened.registry.record({ type: "RecordingsDeleted", data, actor: "system" });
        await deleteRecordings(root, evaluation);
      }
      process.stdout.write(
        `${values.json ? JSON.stringify({ ...kept, isOver, deleted }) : line(kept, isOver, deleted)}\n`,
      );
    }
    return 0;
  } finally {
    await opened.close();
  }
}

function line({ evaluation, files, bytes, until }: KeptRecordings, isOver: boolean, gone: boolean) {
  const day = until === undefined ? "not archived" : new Date(until).toISOString().slice(0, 10);
  const word = gone ? "deleted" : isOver ? "time is over" : "kept";
  const megabytes = (bytes / 2 ** 20).toFixed(1);
  return `${evaluation}  ${files} files  ${megabytes} MB  until ${day}  ${word}`;
}

function say(what: unknown): void {
  process.stderr.write(`${what instanceof Error ? what.message : String(what)}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  say(error);
  return error instanceof TypeError ? 2 : 1;
});
