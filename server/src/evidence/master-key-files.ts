import { link, open, readdir, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fingerprintOf } from "./key-fingerprint.ts";

/** Bytes of a master key. */
export const keyLength = 32;

/** Whether a key opens what the store has sealed. */
export type Opens = (key: Uint8Array) => Promise<boolean>;

/** The key in a file; undefined where there is no such file. Throws when the file holds something else. */
export async function keyIn(path: string): Promise<Uint8Array | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (bytes !== undefined && bytes.length !== keyLength)
    throw new Error(`the key file ${path} does not hold ${keyLength} bytes`);
  return bytes;
}

/** Puts a key into a file, whole or not at all; on the disk when it resolves. */
export async function writeKey(
  path: string,
  key: Uint8Array,
  owner?: Readonly<{ uid: number; gid: number }>,
): Promise<void> {
  const part = `${path}.part`;
  await rm(part, { force: true });
  try {
    const file = await open(part, "wx", 0o600);
    try {
      // Whoever changes it as root makes it for the user that the server runs as.
      if (owner !== undefined && owner.uid !== process.getuid?.())
        await file.chown(owner.uid, owner.gid);
      await file.writeFile(key);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Puts the key that is to follow beside the one of `path`. */
export async function writeNext(path: string, key: Uint8Array): Promise<void> {
  await writeKey(nextOf(await realOf(path)), key, await stat(path));
}

/** Gives the key file a second name, under which it stays when another takes its place. */
export async function linkFormer(path: string): Promise<string> {
  const place = await realOf(path);
  const key = await keyIn(place);
  if (key === undefined) throw new Error(`the key file ${path} is gone`);
  const [known] = await besides(place, `.former-`, `-${fingerprintOf(key)}`);
  if (known !== undefined) return known;
  const day = new Date().toISOString().slice(0, 10);
  const former = `${place}.former-${day}-${fingerprintOf(key)}`;
  await link(place, former);
  await syncFolder(dirname(place));
  return former;
}

/** The key that was to follow takes its place, at once. */
export async function promoteNext(path: string): Promise<void> {
  const place = await realOf(path);
  if ((await keyIn(place)) !== undefined) await linkFormer(place);
  await rename(nextOf(place), place);
  await syncFolder(dirname(place));
}

/** The key that opens the store, which is in its place now; and the one that was there, if any. */
export type SettledFiles = Readonly<{
  key: Uint8Array | undefined;
  current: Uint8Array | undefined;
}>;

/**
 * Ends a change that was cut short: which of the two files is right, only the store knows. A key that was to follow and
 * did not is kept under another name, because the store that was asked may be a copy of the one that it is for.
 */
export async function settleFiles(path: string, opens: Opens): Promise<SettledFiles> {
  const place = await realOf(path);
  const current = await keyIn(place);
  const next = await keyIn(nextOf(place));
  if (current !== undefined && (await opens(current))) {
    if (next !== undefined) await setAside(place, current, next);
    return { key: current, current };
  }
  if (next === undefined || !(await opens(next))) return { key: undefined, current };
  await promoteNext(place);
  return { key: next, current };
}

/** The file beside the key file whose key opens the store, if there is one. */
export async function keyBeside(path: string, opens: Opens): Promise<string | undefined> {
  const place = await realOf(path);
  const kept = await Promise.all(
    ["next", "former-", "unused-"].map((ending) => besides(place, `.${ending}`, "")),
  );
  for (const file of kept.flat()) {
    const key = await keyIn(file).catch(() => undefined);
    if (key !== undefined && (await opens(key))) return file;
  }
  return undefined;
}

async function setAside(place: string, current: Uint8Array, next: Uint8Array): Promise<void> {
  for (const link of await besides(place, ".former-", `-${fingerprintOf(current)}`))
    await rm(link, { force: true });
  await rename(nextOf(place), `${place}.unused-${fingerprintOf(next)}`);
  await syncFolder(dirname(place));
}

/** Files named after the key file, in a folder that one may perhaps only enter. */
async function besides(place: string, beginning: string, ending: string): Promise<string[]> {
  const folder = dirname(place);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EACCES") return [];
    throw error;
  });
  return names
    .filter((name) => name.startsWith(basename(place) + beginning) && name.endsWith(ending))
    .map((name) => join(folder, name));
}

function nextOf(place: string): string {
  return `${place}.next`;
}

/** Where a link leads: what is renamed is the file itself. */
async function realOf(path: string): Promise<string> {
  return realpath(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return path;
    throw error;
  });
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
