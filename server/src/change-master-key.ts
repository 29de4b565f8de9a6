import {
  postgresCheckpointStore,
  postgresEventStore,
  postgresVaultStore,
  rewrap,
} from "./adapters/postgres/index.ts";
import { systemClock, systemRandom } from "./adapters/system.ts";
import type { Config } from "./config.ts";
import { foldAll } from "./evidence/fold-all.ts";
import { fingerprintOf } from "./evidence/key-fingerprint.ts";
import { KeptHeads } from "./evidence/kept-heads.ts";
import { isSealedUnder } from "./evidence/log-key.ts";
import { linkFormer, promoteNext, writeNext } from "./evidence/master-key-files.ts";
import { newMasterKey, settledMasterKey } from "./evidence/master-key.ts";
import { sealedChanges } from "./evidence/master-key-changes.ts";
import { openSecret, SecretAltered, sealSecret } from "./evidence/secret-box.ts";
import { streamSealer } from "./evidence/stream-sealer.ts";
import { vaultKey } from "./evidence/vault.ts";
import { keyFileOf, keysOf, type Keys } from "./open-keys.ts";
import { openStore, type OpenStore } from "./open-store.ts";
import { refuseLiveNodes } from "./refuse-live-nodes.ts";

/** How far a change has come, in this order. Up to `rewrapped` the former key is the right one, from `committed` on the next. */
export const changeSteps = [
  "next-written",
  "former-linked",
  "rewrapped",
  "committed",
  "in-place",
] as const;
export type ChangeStep = (typeof changeSteps)[number];

export type MasterKeyChanged = Readonly<{
  /** Fingerprints. */
  former: string;
  current: string;
  /** Where the former key file lies now. */
  formerFile: string;
  /** Secrets and streams that were not as they were made before, and are left so: still found altered. */
  altered: readonly string[];
}>;

/**
 * Another master key takes the place of the present one in a stopped installation: every secret of the vault is sealed
 * anew, and every stream that is as it was written; one transaction, so that a process that dies at any point leaves the
 * former key or the next. Which of the two it is, the next one to open the keys finds out (`settledMasterKey`). The next
 * start of a server puts the change on record.
 *
 * @param reached hears of each step once it is done
 *
 * Throws as `logKeysOf`; nothing has changed then, unless the error says so.
 */
export async function changeMasterKey(
  config: Config,
  reached: (step: ChangeStep) => Promise<void> = async () => {},
): Promise<MasterKeyChanged> {
  const opened = await openStore(config, {
    clock: systemClock,
    random: systemRandom,
    onLog: () => {},
    onError: () => {},
  });
  try {
    return await opened.withKeysAlone(async () => {
      const keys = await keysOf(config, opened, false);
      await refuseLiveNodes(opened.db);
      return await changed(keyFileOf(config), opened, keys, reached);
    });
  } finally {
    await opened.close();
  }
}

async function changed(
  path: string,
  opened: OpenStore,
  keys: Keys,
  reached: (step: ChangeStep) => Promise<void>,
): Promise<MasterKeyChanged> {
  const next = newMasterKey();
  const change = {
    former: fingerprintOf(keys.masterKey),
    current: fingerprintOf(next),
    at: systemClock.now(),
  };
  try {
    await writeNext(path, next);
    await reached("next-written");
    const formerFile = await linkFormer(path);
    await reached("former-linked");
    const altered = await sealAnew(opened, keys, next, {
      also: sealedChanges([...keys.masterKeyChanges, change], next),
      beforeCommit: () => reached("rewrapped"),
    });
    await reached("committed");
    await promoteNext(path);
    await reached("in-place");
    return { former: change.former, current: change.current, formerFile, altered };
  } catch (error) {
    throw await undone(path, opened, change.current, error);
  }
}

/**
 * What went wrong, once nothing of the attempt is left behind. Where the database is away, the next one to open the keys
 * clears up; and where it took the change before its answer was lost, that is said.
 */
async function undone(
  path: string,
  { db }: OpenStore,
  next: string,
  error: unknown,
): Promise<unknown> {
  const store = postgresVaultStore(db);
  try {
    const key = await settledMasterKey(path, (each) => isSealedUnder(store, each));
    if (fingerprintOf(key) !== next) return error;
    return new Error("the master key was changed, though not all went well", { cause: error });
  } catch {
    return new Error("the change was cut short; run it again once the database answers", {
      cause: error,
    });
  }
}

/** Answers what was left as it was, because it is not as it was made. */
async function sealAnew(
  { db }: OpenStore,
  { masterKey, logKey }: Keys,
  next: Uint8Array,
  rest: Pick<Parameters<typeof rewrap>[1], "also" | "beforeCommit">,
): Promise<readonly string[]> {
  const altered: string[] = [];
  const seals: { stream: string; size: number; seal: Uint8Array }[] = [];
  const sealNext = streamSealer(next);
  const past = new KeptHeads(postgresCheckpointStore(db), logKey);
  const ports = { store: postgresEventStore(db), past, seal: streamSealer(masterKey) };
  for await (const { stream, head, damage } of foldAll(ports)) {
    if (damage !== undefined) altered.push(damage);
    else if (head !== undefined && head.size > 0)
      seals.push({ stream, size: head.size, seal: sealNext(stream, head) });
  }
  const [from, to] = [vaultKey(masterKey), vaultKey(next)];
  const secret = (name: string, ciphertext: Uint8Array): Uint8Array | undefined => {
    try {
      return sealSecret(to, name, openSecret(from, name, ciphertext));
    } catch (error) {
      if (!(error instanceof SecretAltered)) throw error;
      altered.push(error.message);
      return undefined;
    }
  };
  await rewrap(db, { secret, seals, ...rest });
  return altered;
}
