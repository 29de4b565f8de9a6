import { createHash } from "node:crypto";
import { lstat, mkdir, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EmbeddedError } from "./embedded-error.ts";

/** A Unix socket's path ends after 107 bytes on Linux and 103 on macOS. */
const MAX_SOCKET_PATH = 103;
const SOCKET_NAME = ".s.PGSQL.5432";

/** Where the socket of a data folder is: a short path that is always the same for one data folder. */
export function socketFolderOf(dataDir: string): string {
  const name = `yuanping-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`;
  const preferred = join(tmpdir(), name);
  const fits = Buffer.byteLength(join(preferred, SOCKET_NAME)) <= MAX_SOCKET_PATH;
  return fits ? preferred : join("/tmp", name);
}

/**
 * Makes the folder of the socket, that only we may enter, or empties the one that a killed process left. Throws
 * {@link EmbeddedError} `not-private` when someone else made it first.
 */
export async function prepareSocketFolder(dataDir: string): Promise<string> {
  const folder = socketFolderOf(dataDir);
  await mkdir(folder, { mode: 0o700 }).catch(() => {});
  const found = await lstat(folder);
  const me = process.getuid?.() ?? found.uid;
  const ours = found.uid === me || me === 0;
  if (!found.isDirectory() || !ours || (found.mode & 0o077) !== 0) {
    throw new EmbeddedError("not-private", `${folder} is not a private folder of ours. Remove it.`);
  }
  const left = await readdir(folder);
  await Promise.all(left.map((file) => rm(join(folder, file), { recursive: true, force: true })));
  return folder;
}
