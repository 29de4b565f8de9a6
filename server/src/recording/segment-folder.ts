import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import {
  segmentFile,
  segmentSchema,
  trackSchema,
  type Segment,
  type Track,
} from "@yuanping/shared/contracts/recording.ts";
import { hashOf, moveDurably, writeDurably } from "./durable-file.ts";

const takeSchema = z.strictObject({
  ...trackSchema.shape,
  format: segmentSchema.shape.format,
  /** When the oldest file that is still here begins; null before the first packet. */
  next: z.int().nullable(),
});
/** What is known of a take while its files are being written, so that a new server can go on from it. */
export type TakeNote = z.infer<typeof takeSchema>;

/** A group of segments on its way into the record, under the id of its command. */
export type Batch = Readonly<{ id: string; segments: readonly Segment[] }>;

/**
 * The recordings of one evaluation on disk. `open/` holds what is being written, beside a note for each take; a closed
 * file moves up under its hash, and `closed/` remembers what is to be said of it until `batches/` does, and that until
 * the record has it. Every step may be the last one before a crash, and can be done again.
 */
export class SegmentFolder {
  readonly path: string;

  constructor(root: string, evaluation: string) {
    this.path = join(root, evaluation);
  }

  async make(): Promise<void> {
    for (const name of ["open", "closed", "batches"]) {
      await mkdir(join(this.path, name), { recursive: true });
    }
  }

  /** Where the files of a take go, without number and ending. */
  takePath(take: string): string {
    return join(this.path, "open", take);
  }

  async noteTake(take: string, note: TakeNote): Promise<void> {
    await writeDurably(`${this.takePath(take)}.json`, JSON.stringify(note));
  }

  /** The takes whose files were not all closed. */
  async takes(): Promise<readonly Readonly<{ take: string; note: TakeNote }>[]> {
    const names = (await this.#list("open")).filter((name) => name.endsWith(".json"));
    return Promise.all(
      names.map(async (name) => {
        const text = await readFile(join(this.path, "open", name), "utf8");
        return { take: name.slice(0, -".json".length), note: takeSchema.parse(JSON.parse(text)) };
      }),
    );
  }

  /** The files of a take that are still open, in their order. */
  async filesOf(take: string): Promise<readonly string[]> {
    const names = (await this.#list("open")).filter(
      (name) => name.startsWith(`${take}-`) && !name.endsWith(".json"),
    );
    return names.toSorted().map((name) => join(this.path, "open", name));
  }

  async forgetTake(take: string): Promise<void> {
    await rm(`${this.takePath(take)}.json`, { force: true });
  }

  /** Takes a file that will not be written to any more; undefined when there is nothing in it. */
  async close(
    path: string,
    about: Track & Pick<Segment, "from" | "to" | "format">,
  ): Promise<Segment | undefined> {
    const { size } = await stat(path);
    if (size === 0) {
      await rm(path);
      return undefined;
    }
    const segment = { ...about, bytes: size, sha256: await hashOf(path) };
    await writeDurably(this.#closed(segment), JSON.stringify(segment));
    await moveDurably(path, join(this.path, segmentFile(segment)));
    return segment;
  }

  /** Segments that are in no batch yet. */
  async closed(): Promise<readonly Segment[]> {
    const kept = new Set(await this.#list("."));
    const segments = await this.#read("closed", segmentSchema);
    return segments.filter((segment) => kept.has(segmentFile(segment)));
  }

  async saveBatch({ id, segments }: Batch): Promise<void> {
    await writeDurably(join(this.path, "batches", `${id}.json`), JSON.stringify({ id, segments }));
    for (const segment of segments) await rm(this.#closed(segment), { force: true });
  }

  /** Batches that the record may not have yet. */
  batches(): Promise<readonly Batch[]> {
    return this.#read("batches", batchSchema);
  }

  async forgetBatch({ id }: Batch): Promise<void> {
    await rm(join(this.path, "batches", `${id}.json`), { force: true });
  }

  #closed({ sha256 }: Segment): string {
    return join(this.path, "closed", `${sha256}.json`);
  }

  async #read<T>(name: string, schema: z.ZodType<T>): Promise<readonly T[]> {
    const files = (await this.#list(name)).filter((file) => file.endsWith(".json"));
    return Promise.all(
      files
        .toSorted()
        .map(async (file) =>
          schema.parse(JSON.parse(await readFile(join(this.path, name, file), "utf8"))),
        ),
    );
  }

  async #list(name: string): Promise<readonly string[]> {
    try {
      return await readdir(join(this.path, name));
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
      throw error;
    }
  }
}

const batchSchema = z.strictObject({ id: z.string(), segments: z.array(segmentSchema).min(1) });
