import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { readSealed, sealedSize, writeSealed } from "./sealed-file.ts";

export type KeptDocument = Readonly<{ sha256: string; size: number }>;

/** Why bytes were not kept. */
export type NotKept = "not-pdf" | "too-large" | "incomplete" | "no-room";

/** What a PDF begins with (ISO 32000-2, 7.5.2); readers find it within the first kilobyte. */
const magic = "%PDF-";
const magicWithin = 1024;
/** An upload that stopped so long ago, in milliseconds, will not go on. */
const abandonedAfter = 3_600_000;

class Refused extends Error {
  readonly why: NotKept;

  constructor(why: NotKept) {
    super(why);
    this.why = why;
  }
}

/**
 * Documents of bids by their SHA-256, encrypted, one file each. A document is there as a whole or not at all, also when
 * the server dies in the middle; keeping one twice has one effect.
 */
export class DocumentFolder {
  readonly #root: string;
  readonly #key: Uint8Array;
  readonly #most: number;

  private constructor(root: string, key: Uint8Array, most: number) {
    this.#root = root;
    this.#key = key;
    this.#most = most;
  }

  /**
   * @param key 32 bytes, from the vault, so that a copy of the folder alone opens nothing
   * @param most the largest document, in bytes
   */
  static async open(root: string, key: Uint8Array, most: number): Promise<DocumentFolder> {
    await mkdir(root, { recursive: true, mode: 0o700 });
    await clearAbandoned(root);
    return new DocumentFolder(root, key, most);
  }

  /** The largest document, in bytes. */
  get most(): number {
    return this.#most;
  }

  /** Keeps a document whose bytes arrive piece by piece; durable when it resolves with its hash. */
  async keep(pieces: AsyncIterable<Uint8Array>): Promise<KeptDocument | NotKept> {
    const path = join(this.#root, `${randomUUID()}.part`);
    const taken = new Taking(this.#most);
    try {
      const file = await open(path, "wx", 0o600);
      try {
        await writeSealed(file, this.#key, taken.through(pieces));
      } finally {
        await file.close();
      }
      const { sha256, size } = taken.end();
      await rename(path, this.#pathOf(sha256));
      await syncFolder(this.#root);
      return { sha256, size };
    } catch (error) {
      await rm(path, { force: true });
      return reasonOf(error);
    }
  }

  /** How large a document is that is kept; undefined when it is not. */
  sizeOf(sha256: string): Promise<number | undefined> {
    return sealedSize(this.#pathOf(sha256));
  }

  /** Its bytes; undefined when it is not kept. The stream fails when the file was altered. */
  read(sha256: string): Promise<Readable | undefined> {
    return readSealed(this.#pathOf(sha256), this.#key);
  }

  #pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("a document is named by its hash");
    return join(this.#root, `${sha256}.sealed`);
  }
}

/** Looks at the bytes as they pass: their number, their hash, and how they begin. */
class Taking {
  readonly #most: number;
  readonly #hash = createHash("sha256");
  #size = 0;
  #beginning = "";

  constructor(most: number) {
    this.#most = most;
  }

  async *through(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const piece of arriving(pieces)) {
      this.#size += piece.length;
      if (this.#size > this.#most) throw new Refused("too-large");
      if (this.#beginning.length < magicWithin) this.#look(piece);
      this.#hash.update(piece);
      yield piece;
    }
  }

  end(): KeptDocument {
    if (!this.#beginning.includes(magic)) throw new Refused("not-pdf");
    return { sha256: this.#hash.digest("hex"), size: this.#size };
  }

  #look(piece: Uint8Array): void {
    const missing = magicWithin - this.#beginning.length;
    this.#beginning += Buffer.from(piece.subarray(0, missing)).toString("latin1");
    const isLookedAt = this.#beginning.length === magicWithin;
    if (isLookedAt && !this.#beginning.includes(magic)) throw new Refused("not-pdf");
  }
}

/** Whatever ends an upload early is the sender's line, and no fault of ours. */
async function* arriving(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  for (;;) {
    const next = await iterator.next().catch(() => {
      throw new Refused("incomplete");
    });
    if (next.done === true) return;
    yield next.value;
  }
}

function reasonOf(error: unknown): NotKept {
  if (error instanceof Refused) return error.why;
  if (error instanceof Error && "code" in error && error.code === "ENOSPC") return "no-room";
  throw error;
}

async function clearAbandoned(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.endsWith(".part")) continue;
    const path = join(root, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfter) {
      await rm(path, { force: true });
    }
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
