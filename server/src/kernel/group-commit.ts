import type { Append, AppendOutcome, EventStore } from "./ports.ts";

type Waiting = Readonly<{
  append: Append;
  resolve: (outcome: AppendOutcome) => void;
  reject: (error: unknown) => void;
}>;

/** Appends in one transaction at most; what arrives meanwhile waits for the next. */
const largestBatch = 256;

/**
 * Gathers the appends of all rooms into durable transactions: while one is being written, the others wait and go
 * together into the next, so that the price of durability is shared when there is much to do and nobody waits when
 * there is little.
 */
export class GroupCommit {
  readonly #store: EventStore;
  #waiting: Waiting[] = [];
  #writing = false;
  #failing = false;

  constructor(store: EventStore) {
    this.#store = store;
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

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, largestBatch);
      this.#waiting = this.#waiting.slice(largestBatch);
      await this.#commit(batch);
    }
    this.#writing = false;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#store.append(batch.map(({ append }) => append));
      this.#failing = false;
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index];
        if (outcome === undefined) reject(new Error("the store left an append unanswered"));
        else resolve(outcome);
      }
    } catch (error) {
      this.#failing = true;
      for (const { reject } of batch) reject(error);
    }
  }
}
