import { setImmediate } from "node:timers/promises";
import { signCheckpoint } from "@yuanping/shared/tlog/index.ts";
import type { GroupCommit } from "../kernel/group-commit.ts";
import type { CheckpointStore } from "../kernel/ports.ts";
import type { StreamHead } from "../kernel/stream-writer.ts";
import { originOf, signerFor, type LogKey } from "./log-key.ts";

/**
 * Signs a stream's head after each durable batch and keeps the note. While one is being kept the newest head waits, so
 * a burst of batches costs few signatures; the last head is always signed.
 */
export class Checkpoints {
  readonly #store: CheckpointStore;
  readonly #commit: GroupCommit;
  readonly #key: LogKey;
  readonly #onFault: (error: unknown) => void;
  readonly #due = new Map<string, StreamHead>();
  #working: Promise<void> | undefined;
  readonly #listeners: ((stream: string, head: StreamHead, note: string) => void)[] = [];

  constructor(
    store: CheckpointStore,
    commit: GroupCommit,
    key: LogKey,
    onFault: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#commit = commit;
    this.#key = key;
    this.#onFault = onFault;
  }

  /** Whom else to tell of every head that has been signed and kept. */
  onSigned(listener: (stream: string, head: StreamHead, note: string) => void): void {
    this.#listeners.push(listener);
  }

  /**
   * Asks for a checkpoint of the head that a stream was folded to, unless it is kept: a server that was killed between
   * an append and its checkpoint signs it now. The stream has just been found to lead through every head kept before.
   */
  async ensure(stream: string, head: StreamHead): Promise<void> {
    const latest = await this.#store.latest(stream);
    if (latest === undefined || head.size > latest.size) this.request(stream, head);
    else this.#tell(stream, head, latest.note);
  }

  /** Asks for a checkpoint of this head; a newer head of the same stream replaces it. */
  request(stream: string, head: StreamHead): void {
    this.#due.set(stream, head);
    this.#working ??= this.#work();
  }

  /** Resolves when no head is waiting. */
  async settled(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  /** Signs and keeps the checkpoint of a head, without waiting for others. */
  async sign(stream: string, { size, root }: StreamHead): Promise<string> {
    // Whoever waits for word that these events are durable, and the next transaction on its way to the store, come
    // first: the store works while we sign.
    await setImmediate();
    const checkpoint = {
      origin: originOf(this.#key, stream),
      size: BigInt(size),
      root,
      extensions: [],
    };
    const note = await signCheckpoint(checkpoint, signerFor(this.#key, stream));
    await this.#commit.keep({ stream, size, note });
    this.#tell(stream, { size, root }, note);
    return note;
  }

  #tell(stream: string, head: StreamHead, note: string): void {
    for (const listener of this.#listeners) listener(stream, head, note);
  }

  async #work(): Promise<void> {
    const due = [...this.#due];
    this.#due.clear();
    // A checkpoint that could not be kept is made again with the next event, or at the next start.
    await Promise.all(due.map(([stream, head]) => this.sign(stream, head).catch(this.#onFault)));
    this.#working = undefined;
    if (this.#due.size > 0) this.#working = this.#work();
  }
}
