import {
  noteVerifier,
  parseVkey,
  TlogError,
  verifyCheckpoint,
  type NoteVerifier,
} from "@yuanping/shared/tlog/index.ts";
import { PastHeadAltered, type PastHead, type PastHeads } from "../kernel/past-heads.ts";
import type { CheckpointStore } from "../kernel/ports.ts";
import { keysFor, originOf, type LogKey } from "./log-key.ts";

/**
 * What this installation has signed of its streams: every kept checkpoint, whose signature is checked once more, and
 * the newest head of each stream that the ledger names.
 */
export class KeptHeads implements PastHeads {
  readonly #store: CheckpointStore;
  readonly #key: LogKey;
  readonly #ledger: () => Promise<ReadonlyMap<string, PastHead>>;

  constructor(
    store: CheckpointStore,
    key: LogKey,
    ledger: () => Promise<ReadonlyMap<string, PastHead>> = async () => new Map(),
  ) {
    this.#store = store;
    this.#key = key;
    this.#ledger = ledger;
  }

  async of(stream: string): Promise<readonly PastHead[]> {
    const verifiers = await Promise.all(keysFor(this.#key, stream).map((key) => noteVerifier(key)));
    const heads: PastHead[] = [];
    for (const { size, note } of await this.#store.all(stream)) {
      try {
        const { checkpoint } = await verifyCheckpoint(note, verifiers);
        if (checkpoint.size !== BigInt(size) || checkpoint.origin !== originOf(this.#key, stream)) {
          throw new PastHeadAltered(`has another head kept as its checkpoint over ${size} events`);
        }
        heads.push({ size, root: checkpoint.root, source: "checkpoint" });
      } catch (error) {
        if (!(error instanceof TlogError)) throw error;
        throw new PastHeadAltered(
          `has a checkpoint over ${size} events that we did not sign: ${error.code}`,
        );
      }
    }
    heads.push(...(await this.#cosigned(stream, verifiers)));
    const named = (await this.#ledger()).get(stream);
    if (named !== undefined) heads.push(named);
    return heads.toSorted((a, b) => a.size - b.size);
  }

  /** What outside bodies cosigned: it bears our signature, too, and outlives a checkpoint that was deleted. */
  async #cosigned(
    stream: string,
    verifiers: readonly NoteVerifier[],
  ): Promise<readonly PastHead[]> {
    const heads: PastHead[] = [];
    for (const { size, vkey, note } of await this.#store.cosigned(stream)) {
      try {
        const body = await noteVerifier(parseVkey(vkey));
        const { checkpoint, witnessings } = await verifyCheckpoint(note, verifiers, [body]);
        if (checkpoint.size !== BigInt(size) || witnessings.length === 0) {
          throw new PastHeadAltered(`has another head kept as cosigned over ${size} events`);
        }
        heads.push({ size, root: checkpoint.root, source: "checkpoint" });
      } catch (error) {
        if (!(error instanceof TlogError)) throw error;
        throw new PastHeadAltered(
          `has a cosignature over ${size} events that was not made: ${error.code}`,
        );
      }
    }
    return heads;
  }

  async streams(): Promise<readonly string[]> {
    return [...new Set([...(await this.#store.streams()), ...(await this.#ledger()).keys()])];
  }
}
