import {
  base64,
  consistencyProof,
  formatTlogProof,
  HashTree,
  inclusionProof,
  rootAt,
} from "@yuanping/shared/tlog/index.ts";
import type { CheckpointStore, EventStore } from "../kernel/ports.ts";

/** Trees held in memory at most: about 64 bytes an event, and one read of the stream to have one again. */
const treesHeld = 64;

/**
 * What an outsider needs to follow a stream: its newest signed head, and proofs up to it. Leaf hashes are read from the
 * store and nothing is taken from what rooms hold in memory, so that a store that was altered while we serve gives
 * proofs that do not hold.
 */
export class StreamProofs {
  readonly #store: EventStore;
  readonly #checkpoints: CheckpointStore;
  readonly #trees = new Map<string, Promise<HashTree>>();

  constructor(store: EventStore, checkpoints: CheckpointStore) {
    this.#store = store;
    this.#checkpoints = checkpoints;
  }

  /** The newest signed head, as a C2SP signed note; undefined before there is one. */
  async latest(stream: string): Promise<string | undefined> {
    return (await this.#checkpoints.latest(stream))?.note;
  }

  /**
   * That the first `to` events extend the first `from`: one base64 hash a line (RFC 6962 §2.1.2). Undefined unless
   * 0 < from <= to <= the size of the newest signed head.
   */
  async consistency(stream: string, from: number, to: number): Promise<string | undefined> {
    const latest = await this.#checkpoints.latest(stream);
    if (latest === undefined || from < 1 || from > to || to > latest.size) return undefined;
    const tree = await this.#treeOf(stream, to);
    return lines(tree.size < to ? [] : consistencyProof(tree, from, to));
  }

  /** That event `seq` is in the newest signed head: a C2SP tlog-proof. Undefined when that head has no such event. */
  async inclusion(stream: string, seq: number): Promise<string | undefined> {
    const latest = await this.#checkpoints.latest(stream);
    if (latest === undefined || seq < 0 || seq >= latest.size) return undefined;
    const tree = await this.#treeOf(stream, latest.size);
    if (tree.size < latest.size) return undefined;
    const hashes = inclusionProof(tree, seq, latest.size);
    return formatTlogProof({ index: BigInt(seq), hashes, checkpoint: latest.note });
  }

  /** The root of the first `size` events as stored now; undefined when there are fewer. */
  async root(stream: string, size: number): Promise<Uint8Array | undefined> {
    const tree = await this.#treeOf(stream, size);
    return tree.size < size ? undefined : rootAt(tree, size);
  }

  /** The stream's tree, with at least `size` leaves when the store has that many. */
  async #treeOf(stream: string, size: number): Promise<HashTree> {
    const before = this.#trees.get(stream) ?? Promise.resolve(new HashTree());
    // One extension after the other: a tree is never extended twice from the same leaf.
    const after = before.then((tree) => this.#extend(tree, stream, size));
    this.#trees.delete(stream);
    this.#trees.set(stream, after);
    const [oldest] = this.#trees.keys();
    if (this.#trees.size > treesHeld && oldest !== undefined) this.#trees.delete(oldest);
    after.catch(() => this.#trees.delete(stream));
    return after;
  }

  async #extend(tree: HashTree, stream: string, size: number): Promise<HashTree> {
    if (tree.size >= size) return tree;
    for await (const { leaf } of this.#store.read(stream, tree.size)) tree.append(leaf);
    return tree;
  }
}

function lines(hashes: readonly Uint8Array[]): string {
  return hashes.map((hash) => `${base64(hash)}\n`).join("");
}
