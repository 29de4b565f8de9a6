import { randomBytes } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";

const length = 32;

/** The store is encrypted under a key whose file is not here. */
export class MasterKeyMissing extends Error {
  constructor(path: string) {
    super(
      `the database was set up with a key file that is not at ${path}; copy it there from the node or backup that has it`,
    );
    this.name = "MasterKeyMissing";
  }
}

/**
 * The installation's master key: 32 random bytes in a file outside the database (mode 0600), made on the first start.
 * Everything secret in the store is encrypted under it, so that a dump of the database alone opens nothing.
 *
 * @param inUse whether the store holds secrets already; a new key could not open them. Throws `MasterKeyMissing`.
 */
export async function loadMasterKey(path: string, inUse: boolean): Promise<Uint8Array> {
  const existing = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (existing === undefined) {
    if (inUse) throw new MasterKeyMissing(path);
    return createMasterKey(path);
  }
  if (existing.length !== length)
    throw new Error(`the key file ${path} does not hold ${length} bytes`);
  return existing;
}

async function createMasterKey(path: string): Promise<Uint8Array> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const key = randomBytes(length);
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(key);
    // What is encrypted under this key may be durable a moment later; so must the key be.
    await file.sync();
  } finally {
    await file.close();
  }
  return key;
}
