import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { systemClock } from "../server/src/adapters/system.ts";
import { postgresPhotoStore } from "../server/src/adapters/postgres/index.ts";
import type { PhotoStore } from "../server/src/photos/photo-store.ts";
import { sweepUnnamed } from "../server/src/photos/photos.ts";
import { deleteRecordings, keptOf, type Kept } from "../server/src/recording/retention.ts";
import { configOrFault } from "./centre/config-or-fault.ts";
import { openCentre } from "./centre/open-centre.ts";

const usage = `npm run -s retention -- [--delete] [--json]

Lists the recordings in DATA_DIR and the photographs taken at check-in, with the day until which the rules of each
evaluation want them kept, counted from its archive. Takes the server's settings from the environment; the embedded database must not be in use by a server.
  --delete  takes away those whose time is over, each put on the centre's record before it goes, and photographs that a
            crash kept from being named by the record; the record keeps the hashes
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
    const photos = postgresPhotoStore(opened.db);
    const stateOf = (id: string) => opened.reader.state(id);
    if (values.delete) await sweepAll(photos, stateOf);
    for (const kept of await keptOf(root, photos, stateOf)) {
      const { evaluation, files, bytes, until } = kept;
      const isOver = until !== undefined && until <= now;
      const deleted = values.delete && isOver;
      if (deleted && files > 0) {
        const data = { evaluation, files, bytes, until };
        await opened.registry.record({ type: "RecordingsDeleted", data, actor: "system" });
      }
      if (deleted) await deleteRecordings(root, evaluation);
      if (deleted && kept.photos > 0) {
        const data = { evaluation, photos: kept.photos, until };
        await opened.registry.record({ type: "PhotosDeleted", data, actor: "system" });
        await photos.removeAll(evaluation);
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

async function sweepAll(
  photos: PhotoStore,
  stateOf: (evaluation: string) => Promise<Evaluation | undefined>,
): Promise<void> {
  for (const { evaluation } of await photos.all()) {
    const state = await stateOf(evaluation);
    if (state !== undefined) await sweepUnnamed(photos, state);
  }
}

function line({ evaluation, files, bytes, until, photos }: Kept, isOver: boolean, gone: boolean) {
  const day = until === undefined ? "not archived" : new Date(until).toISOString().slice(0, 10);
  const word = gone ? "deleted" : isOver ? "time is over" : "kept";
  const megabytes = (bytes / 2 ** 20).toFixed(1);
  return `${evaluation}  ${files} files  ${megabytes} MB  ${photos} photographs  until ${day}  ${word}`;
}

function say(what: unknown): void {
  process.stderr.write(`${what instanceof Error ? what.message : String(what)}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  say(error);
  return error instanceof TypeError ? 2 : 1;
});
