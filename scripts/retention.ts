import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  postgresCheckpointStore,
  postgresEventStore,
  postgresLeaseStore,
  postgresVaultStore,
} from "../server/src/adapters/postgres/index.ts";
import { systemClock, systemRandom } from "../server/src/adapters/system.ts";
import { readConfig, type Config } from "../server/src/config.ts";
import { KeptHeads } from "../server/src/evidence/kept-heads.ts";
import { loadLogKey } from "../server/src/evidence/log-key.ts";
import { loadMasterKey } from "../server/src/evidence/master-key.ts";
import { streamSealer } from "../server/src/evidence/stream-sealer.ts";
import { Vault } from "../server/src/evidence/vault.ts";
import { EvaluationReader } from "../server/src/kernel/evaluation-reader.ts";
import { GroupCommit } from "../server/src/kernel/group-commit.ts";
import { Journal } from "../server/src/kernel/journal.ts";
import { openStore } from "../server/src/open-store.ts";
import {
  deleteRecordings,
  keptRecordings,
  type KeptRecordings,
} from "../server/src/recording/retention.ts";

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
  const config = configOrFault();
  if (config === undefined) return 2;
  const opened = await openCentre(config);
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

/** The record and the centre's journal, as a server opens them, and nothing else of a server. */
async function openCentre(config: Config) {
  const ignore = () => undefined;
  const opened = await openStore(config, {
    clock: systemClock,
    random: systemRandom,
    onLog: ignore,
    onError: (error) => say(error),
  });
  try {
    const store = postgresEventStore(opened.db);
    const keyFile = config.KEY_FILE ?? join(config.DATA_DIR, "keys", "master.key");
    const masterKey = await loadMasterKey(keyFile, true);
    const logKey = await loadLogKey(new Vault(postgresVaultStore(opened.db), masterKey));
    const ports = {
      store,
      leases: postgresLeaseStore(opened.db),
      commit: new GroupCommit(store),
      node: opened.boot,
      clock: systemClock,
      random: systemRandom,
      seal: streamSealer(masterKey),
      past: new KeptHeads(postgresCheckpointStore(opened.db), logKey),
    };
    // Its new head is signed by the next server that starts, or by those that run.
    const registry = await Journal.open("registry", ports, { onAppend: ignore });
    if (registry.damage !== undefined) throw registry.damage;
    const close = async () => {
      await registry.close();
      await opened.close();
    };
    return { reader: new EvaluationReader(ports), registry, close };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function configOrFault(): Config | undefined {
  try {
    return readConfig(process.env);
  } catch (error) {
    say(error);
    return undefined;
  }
}

function say(what: unknown): void {
  process.stderr.write(`${what instanceof Error ? what.message : String(what)}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  say(error);
  return error instanceof TypeError ? 2 : 1;
});
