import { setImmediate } from "node:timers/promises";
import type { Append, AppendOutcome, EventStore, KeptCheckpoint } from "./ports.ts";

type Waiting = Readonly<{
  append: Append;
  resolve: (outcome: AppendOutcome) => void;
  reject: (error: unknown) => void;
}>;

type WaitingNote = Readonly<{
  checkpoint: KeptCheckpoint;
  resolve: () => void;
  reject: (error: unknown) => void;
}>;

/** Of a transaction: how many appends it had, how long it took, and whether it was carried out. */
export type CommitTold = (appends: number, ms: number, carriedOut: boolean) => void;

/** How long a checkpoint waits for an append to go with, in milliseconds. */
const noteLinger = 20;

/** Appends in one transaction at most; what arrives meanwhile waits for the next. */
const largestBatch = 256;

/**
 * Gathers the appends of all rooms into durable transactions: while one is being written, the others wait and go
 * together into the next, so that the price of durability is shared when there is much to do and nobody waits when
 * there is little.
 */
export class GroupCommit {
  readonly #store: EventStore;
  readonly #told: CommitTold;
  #waiting: Waiting[] = [];
  #notes: WaitingNote[] = [];
  #lingering = false;
  #writing = false;
  #failing = false;

  /** @param told hears of every transaction once it is over */
  constructor(store: EventStore, told: CommitTold = () => {}) {
    this.#store = store;
    this.#told = told;
  }

  /** Whether the last transaction failed: the store may answer questions and yet take nothing, e.g. on a full disk. */
  get isFailing(): boolean {
    return this.#failing;
  }

  /**
   * Resolves when the append is durable or refused. Rejects when the store is gone; whether the append became durable
   * just before that is then unknown.
   */
  append(append: Append): Promise<AppendOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject });
      if (!this.#writing) void this.#write();
    });
  }

  /**
   * Keeps a checkpoint with the next append, or by itself when none comes soon: what was signed after one append must
   * not cost the next one a transaction of its own. Resolves when it is durable.
   */
  keep(checkpoint: KeptCheckpoint): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#notes.push({ checkpoint, resolve, reject });
      if (!this.#writing) this.#linger();
    });
  }

  #linger(): void {
    if (this.#lingering) return;
    this.#lingering = true;
    setTimeout(() => {
      this.#lingering = false;
      if (!this.#writing) void this.#write();
    }, noteLinger);
  }

  async #write(): Promise<void> {
    this.#writing = true;
    let tell: (() => void) | undefined;
    do {
      const batch = this.#waiting.slice(0, largestBatch);
      this.#waiting = this.#waiting.slice(largestBatch);
      const notes = this.#notes;
      this.#notes = [];
      const written = this.#commit(batch, notes);
      if (tell !== undefined) {
        // Whoever hears that an append is durable sets to work at once: the next transaction must be on its way before.
        await setImmediate();
        tell();
      }
      tell = await written;
    } while (this.#waiting.length > 0);
    this.#writing = false;
    tell();
    if (this.#notes.length > 0) this.#linger();
  }

  /** Writes a batch; answers what tells everyone in it how it ended. */
  async #commit(batch: readonly Waiting[], notes: readonly WaitingNote[]): Promise<() => void> {
    const from = performance.now();
    const over = (carriedOut: boolean): void => {
      this.#failing = !carriedOut;
      this.#told(batch.length, performance.now() - from, carriedOut);
    };
    try {
      const outcomes = await this.#store.append(
        batch.map(({ append }) => append),
        newestOf(notes),
      );
      over(true);
      return () => {
        for (const [index, { resolve, reject }] of batch.entries()) {
          const outcome = outcomes[index];
          if (outcome === undefined) reject(new Error("the store left an append unanswered"));
          else resolve(outcome);
        }
        for (const { resolve } of notes) resolve();
      };
    } catch (error) {
      over(false);
      return () => {
        for (const { reject } of [...batch, ...notes]) reject(error);
      };
    }
  }
}

/** One checkpoint for each head: the last one that was asked for. */
function newestOf(notes: readonly WaitingNote[]): readonly KeptCheckpoint[] {
  const byHead = new Map(
    notes.map(({ checkpoint }) => [`${checkpoint.size} ${checkpoint.stream}`, checkpoint]),
  );
  return [...byHead.values()];
}
