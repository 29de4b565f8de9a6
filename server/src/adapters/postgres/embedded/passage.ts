import { chmod, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { EmbeddedError } from "./embedded-error.ts";

/** Whoever is neither owner nor of the group may pass through a folder, without reading what it holds. */
const pass = 0o001;

/**
 * Lets the user `uid` reach a folder of ours: the folder that it lies in is ours too, and is opened for passing through.
 * What lies beside it must be closed by itself. Throws {@link EmbeddedError} `closed-off` when one further above is closed.
 */
export async function letPass(folder: string, uid: number): Promise<void> {
  const parent = dirname(folder);
  await mustReach(parent, uid);
  if (await isOpen(parent, uid)) return;
  const { mode } = await stat(parent);
  await chmod(parent, (mode & 0o7777) | pass);
}

/** Throws {@link EmbeddedError} `closed-off` when a folder above this one, or above this file, is closed to the user `uid`. */
export async function mustReach(path: string, uid: number): Promise<void> {
  for (const above of foldersAbove(path)) {
    if (await isOpen(above, uid)) continue;
    throw new EmbeddedError(
      "closed-off",
      `PostgreSQL runs as the user nobody here, and ${above} is closed to it. ` +
        "Start as a user other than root, or keep the program and DATA_DIR in folders that others can reach.",
    );
  }
}

async function isOpen(folder: string, uid: number): Promise<boolean> {
  const { mode, uid: owner } = await stat(folder);
  return owner === uid || (mode & pass) !== 0;
}

/** From the one that holds this folder up to the root. */
function foldersAbove(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [] : [parent, ...foldersAbove(parent)];
}
