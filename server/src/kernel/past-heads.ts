import { equalBytes, type CompactRange } from "@yuanping/shared/tlog/index.ts";

/** A head of a stream that was vouched for earlier: by a signed checkpoint of its own, or by the ledger. */
export type PastHead = Readonly<{
  size: number;
  root: Uint8Array;
  source: "checkpoint" | "ledger";
}>;

/** What is known of the streams from elsewhere than their events. */
export interface PastHeads {
  /** Every head of the stream, smallest first. Throws {@link PastHeadAltered} when one of them is not genuine. */
  of(stream: string): Promise<readonly PastHead[]>;
  /** The streams of which any head is known: each of them must exist. */
  streams(): Promise<readonly string[]>;
}

/** What vouches for a stream was itself tampered with. */
export class PastHeadAltered extends Error {
  constructor(what: string) {
    super(what);
    this.name = "PastHeadAltered";
  }
}

/** Compares a stream with its past heads while it is folded, event by event. */
export class PastHeadCheck {
  readonly #heads: readonly PastHead[];
  #next = 0;

  /** @param heads smallest first */
  constructor(heads: readonly PastHead[]) {
    this.#heads = heads;
  }

  /** What is wrong once the stream has been folded this far; undefined when it agrees with every head of this size. */
  at(range: CompactRange): string | undefined {
    for (;;) {
      const head = this.#heads[this.#next];
      if (head === undefined || head.size > range.size) return undefined;
      if (head.size !== range.size || !equalBytes(head.root, range.root())) {
        return `does not have the root that its ${head.source} over ${head.size} events names`;
      }
      this.#next += 1;
    }
  }

  /** What is wrong with a stream that ends here. */
  end(range: CompactRange): string | undefined {
    const beyond = this.#heads.at(-1);
    return beyond === undefined || this.#next === this.#heads.length
      ? undefined
      : `ends after ${range.size} events, and its ${beyond.source} names ${beyond.size}`;
  }
}
