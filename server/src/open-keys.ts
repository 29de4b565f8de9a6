import { join } from "node:path";
import { postgresVaultStore } from "./adapters/postgres/index.ts";
import type { Config } from "./config.ts";
import { documentKeyIn, photoKeyIn } from "./evidence/data-key.ts";
import { hasLogKey, loadLogKey, isSealedUnder, type LogKey } from "./evidence/log-key.ts";
import { masterKeyChangesIn, type MasterKeyChange } from "./evidence/master-key-changes.ts";
import { firstMasterKey, settledMasterKey } from "./evidence/master-key.ts";
import { Vault } from "./evidence/vault.ts";
import type { OpenStore } from "./open-store.ts";

/** The installation has no log key yet: it was never started. */
export class NoLogKey extends Error {
  constructor() {
    super("there is no log key yet; start the server once");
    this.name = "NoLogKey";
  }
}

/** Everything that opens and seals what the store keeps. */
export type Keys = Readonly<{
  masterKey: Uint8Array;
  masterKeyChanges: readonly MasterKeyChange[];
  vault: Vault;
  logKey: LogKey;
  /** Of bid documents on the disk. */
  documentKey: Uint8Array;
  /** Of photographs taken at check-in. */
  photoKey: Uint8Array;
}>;

export type KeysInUseHere = Keys & Readonly<{ letGo: () => Promise<void> }>;

/** Where the master key is, of whatever it was told in the settings. */
export function keyFileOf({ KEY_FILE, DATA_DIR }: Config): string {
  return KEY_FILE ?? join(DATA_DIR, "keys", "master.key");
}

/**
 * The keys of the record; a change of the master key that was cut short is ended first. Until `letGo` nobody can change
 * them, as long as the database is not lost meanwhile; a node that others see live needs that no longer. Throws
 * `MasterKeyMissing`, `MasterKeyOther` and `SecretAltered`.
 *
 * @param making whether they are made where there are none, as on the first start; a command throws `NoLogKey` instead
 */
export async function openKeys(
  config: Config,
  opened: OpenStore,
  making: boolean,
): Promise<KeysInUseHere> {
  return opened.alone(async () => {
    const keys = await keysOf(config, opened, making);
    return { ...keys, letGo: await opened.shareKeys() };
  });
}

/** The keys, while nobody else starts or changes them. */
export async function keysOf(config: Config, { db }: OpenStore, making: boolean): Promise<Keys> {
  const path = keyFileOf(config);
  const store = postgresVaultStore(db);
  const isInUse = await hasLogKey(store);
  if (!isInUse && !making) throw new NoLogKey();
  const masterKey = isInUse
    ? await settledMasterKey(path, (key) => isSealedUnder(store, key))
    : await firstMasterKey(path);
  const vault = new Vault(store, masterKey);
  const logKey = await loadLogKey(vault);
  return {
    masterKey,
    masterKeyChanges: await masterKeyChangesIn(vault),
    vault,
    logKey,
    documentKey: await documentKeyIn(vault, isInUse ? masterKey : undefined),
    photoKey: await photoKeyIn(vault),
  };
}
