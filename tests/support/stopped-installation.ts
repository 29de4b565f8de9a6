import { deepEqual, equal } from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { verifyStreams } from "../../scripts/backup/verify-streams.ts";
import { openCentre } from "../../scripts/centre/open-centre.ts";
import { systemClock, systemRandom } from "../../server/src/adapters/system.ts";
import { readConfig, type Config } from "../../server/src/config.ts";
import { DocumentFolder } from "../../server/src/documents/document-folder.ts";
import { fingerprintOf } from "../../server/src/evidence/key-fingerprint.ts";
import { vkeysOf } from "../../server/src/evidence/log-key.ts";
import { openKeys } from "../../server/src/open-keys.ts";
import { openStore } from "../../server/src/open-store.ts";
import type { FreshDatabase } from "./postgres.ts";

const root = resolve(import.meta.dirname, "../..");
const secrets = ["evaluation/a/sealing", "evaluation/a/bids", "evaluation/b/pseudonyms"];
const document = "%PDF-1.4\n技术文件\n%%EOF\n";
const surroundings = {
  clock: systemClock,
  random: systemRandom,
  onLog: () => {},
  onError: () => {},
};

/** A stopped installation with secrets, a document and a sealed stream, on a database of its own. */
export class StoppedInstallation {
  readonly database: FreshDatabase;
  readonly folder: string;
  #vkeys: readonly string[] = [];
  #document = "";

  private constructor(database: FreshDatabase) {
    this.database = database;
    this.folder = mkdtempSync(join(tmpdir(), "yuanping-master-"));
  }

  static async make(database: FreshDatabase): Promise<StoppedInstallation> {
    const made = new StoppedInstallation(database);
    await made.withKeys(async ({ vault, logKey, documentKey }) => {
      made.#vkeys = vkeysOf(logKey);
      for (const name of secrets) await vault.put(name, Buffer.from(name));
      const kept = await (await made.#documents(documentKey)).keep(pdf());
      if (typeof kept === "string") throw new Error(kept);
      made.#document = kept.sha256;
    });
    await made.record();
    return made;
  }

  get path(): string {
    return join(this.folder, "master.key");
  }

  get environment(): Readonly<Record<string, string>> {
    const { host, user, database } = this.database.owner;
    const url = `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
    return { DATA_DIR: this.folder, KEY_FILE: this.path, DATABASE_URL: url };
  }

  get config(): Config {
    return readConfig(this.environment);
  }

  /** Uses the keys as a server does that starts, which ends a change that was cut short. */
  async withKeys<Result>(
    use: (keys: Awaited<ReturnType<typeof openKeys>>) => Promise<Result>,
  ): Promise<Result> {
    const opened = await openStore(this.config, surroundings);
    try {
      return await use(await openKeys(this.config, opened, true));
    } finally {
      await opened.close();
    }
  }

  /** One more event in a sealed stream, written as a command writes it. */
  async record(): Promise<void> {
    const centre = await openCentre(this.config, (error) => {
      throw error;
    });
    await centre.registry.record({ type: "StoreBack", data: {}, actor: "system" });
    await centre.close();
  }

  /** The fingerprint of the key in place, once everything was found to be as it was kept. */
  async allOpens(): Promise<string> {
    return this.withKeys(async ({ masterKey, vault, logKey, documentKey }) => {
      deepEqual(vkeysOf(logKey), this.#vkeys);
      for (const name of secrets) equal(String(await vault.get(name)), name);
      const read = await (await this.#documents(documentKey)).read(this.#document);
      equal(String(read && (await buffer(read))), document);
      deepEqual(readFileSync(this.path), Buffer.from(masterKey));
      const { streams, broken } = await verifyStreams(this.database.db, this.path);
      deepEqual([streams, broken], [1, []]);
      return fingerprintOf(masterKey);
    });
  }

  keyFiles(): string[] {
    return readdirSync(this.folder)
      .filter((name) => name.startsWith("master.key"))
      .map((name) => name.replace(/\d{4}(-\d\d){2}/, "DAY"));
  }

  /** Runs a program of ours; `before` goes ahead of it in the shell. */
  async ran(args: readonly string[], before = "") {
    const script = `${before} exec "$0" --disable-warning=ExperimentalWarning "$@"`;
    const child = spawn("sh", ["-c", script, process.execPath, ...args], {
      cwd: root,
      env: { ...process.env, ...this.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stderr, stdout, [code, signal]] = await Promise.all([
      text(child.stderr),
      text(child.stdout),
      once(child, "exit"),
    ]);
    return { code, signal, stderr, stdout };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #documents(key: Uint8Array): Promise<DocumentFolder> {
    return DocumentFolder.open(join(this.folder, "documents"), key, 100_000);
  }
}

async function* pdf() {
  yield Buffer.from(document);
}
