import { createHash } from "node:crypto";
import { segmentsInEvent, type Segment } from "@yuanping/shared/contracts/recording.ts";
import type { RecordingCommand } from "./recordings.ts";
import type { Batch, SegmentFolder } from "./segment-folder.ts";

/** Segments wait so long for others, in milliseconds, so that an event tells of several. */
const patience = 2_000;

type Send = (id: string, command: RecordingCommand) => Promise<boolean>;

/** Brings an evaluation's closed files onto its record, several at a time, each once whatever happens in between. */
export class SegmentPost {
  readonly #folder: SegmentFolder;
  readonly #send: Send;
  readonly #onFault: (error: unknown) => void;
  #waiting: Segment[] = [];
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(folder: SegmentFolder, send: Send, onFault: (error: unknown) => void) {
    this.#folder = folder;
    this.#send = send;
    this.#onFault = onFault;
  }

  add(segment: Segment): void {
    this.#waiting.push(segment);
    if (this.#waiting.length >= segmentsInEvent) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), patience).unref();
  }

  /** Resolves when everything that was added is on record, or never will be. Never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const segments = this.#waiting;
    this.#waiting = [];
    this.#last = this.#last.then(async () => {
      for (let from = 0; from < segments.length; from += segmentsInEvent) {
        await this.#post(batchOf(segments.slice(from, from + segmentsInEvent)));
      }
    });
    return this.#last;
  }

  /** After a restart: batches that were on their way, then files that were in none. */
  async recover(): Promise<void> {
    for (const batch of await this.#folder.batches()) await this.#post(batch);
    for (const segment of await this.#folder.closed()) this.add(segment);
    await this.flush();
  }

  async #post(batch: Batch): Promise<void> {
    try {
      // Also one that is saved already: the server may have died before its files were struck from those in no batch.
      await this.#folder.saveBatch(batch);
      const segments = [...batch.segments];
      if (await this.#send(batch.id, { type: "keepSegments", segments })) {
        await this.#folder.forgetBatch(batch);
      }
    } catch (error) {
      this.#onFault(error);
    }
  }
}

/** The id follows from the files, so that the same batch sent twice has one effect. */
function batchOf(segments: readonly Segment[]): Batch {
  const hash = createHash("sha256");
  for (const { sha256 } of segments) hash.update(sha256);
  return { id: `segments-${hash.digest("hex").slice(0, 48)}`, segments };
}
