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
  for (const above of foldersAbove(parent)) {
    if (await isOpen(above, uid)) continue;
    throw new EmbeddedError(
      "closed-off",
      `PostgreSQL runs as the user nobody here, and ${above} is closed to it. ` +
        "Start as a user other than root, or set DATA_DIR to a folder that others can reach.",
    );
  }
  if (await isOpen(parent, uid)) return;
  const { mode } = await stat(parent);
  await chmod(parent, (mode & 0o7777) | pass);
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
