import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { fingerprintOf } from "./key-fingerprint.ts";
import {
  keyBeside,
  keyIn,
  keyLength,
  settleFiles,
  writeKey,
  type Opens,
} from "./master-key-files.ts";

/** The store is encrypted under a key whose file is not here. */
export class MasterKeyMissing extends Error {
  constructor(path: string) {
    super(
      `the database was set up with a key file that is not at ${path}; copy it there from the node or backup that has it`,
    );
    this.name = "MasterKeyMissing";
  }
}

/** The store is encrypted under another key than that of the file: the master key was changed, or it is someone else's. */
export class MasterKeyOther extends Error {
  readonly code = "master-key.other";

  /** @param fitting a file beside it whose key opens the store, if there is one */
  constructor(path: string, fingerprint: string, fitting: string | undefined) {
    const zh =
      fitting === undefined
        ? "主密钥已更换,或该文件属于另一个数据库。请从完成更换的节点复制新的密钥文件"
        : `能打开它的是 ${fitting}:数据库与该文件属于同一时期(例如由更换前的备份恢复)。请将 KEY_FILE 指向它`;
    const en =
      fitting === undefined
        ? "the master key was changed, or the file belongs to another database. Bring the new file from the node where it was changed"
        : `${fitting} opens them: the database is of that key's time, e.g. restored from a backup made before a change. Point KEY_FILE at it`;
    super(
      `[master-key.other] 密钥文件 ${path}(指纹 ${fingerprint})打不开本数据库的机密:${zh}。未做任何改动。\n` +
        `The key file ${path} (fingerprint ${fingerprint}) does not open the secrets of this database: ${en}. Nothing was done.`,
    );
    this.name = "MasterKeyOther";
  }
}

/**
 * The installation's master key: 32 random bytes in a file outside the database (mode 0600), made on the first start.
 * Everything secret in the store is encrypted under it, so that a dump of the database alone opens nothing.
 */
export async function firstMasterKey(path: string): Promise<Uint8Array> {
  const existing = await keyIn(path);
  if (existing !== undefined) return existing;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const key = newMasterKey();
  // What is encrypted under this key may be durable a moment later; so must the key be.
  await writeKey(path, key);
  return key;
}

/** The key in the file, which has to be the one that the store is sealed under. Throws as `settledMasterKey`. */
export async function fittingMasterKey(path: string, opens: Opens): Promise<Uint8Array> {
  const key = await keyIn(path);
  if (key === undefined) throw new MasterKeyMissing(path);
  if (!(await opens(key))) throw await otherKey(path, key, opens);
  return key;
}

/**
 * As above, where a change of the master key may have been cut short: of the file and the one that was to follow it, the
 * one that opens the store is the right one and is in its place afterwards. Nobody else may settle or change the key
 * meanwhile. Throws `MasterKeyMissing` or `MasterKeyOther`, and has changed nothing then.
 */
export async function settledMasterKey(path: string, opens: Opens): Promise<Uint8Array> {
  const { key, current } = await settleFiles(path, opens);
  if (key !== undefined) return key;
  if (current === undefined) throw new MasterKeyMissing(path);
  throw await otherKey(path, current, opens);
}

export function newMasterKey(): Uint8Array {
  return new Uint8Array(randomBytes(keyLength));
}

async function otherKey(path: string, key: Uint8Array, opens: Opens): Promise<MasterKeyOther> {
  return new MasterKeyOther(path, fingerprintOf(key), await keyBeside(path, opens));
}
