/** What a piece of network does to what passes it. Times in milliseconds, shares from 0 to 1. */
export type Conditions = Readonly<{
  /** Nothing passes. */
  cut?: boolean;
  delay?: number;
  /** Up to so much more delay, by chance, in order. */
  jitter?: number;
  /** This share is lost. */
  loss?: number;
  /** This share comes late and is overtaken. */
  reorder?: number;
  bitsPerSecond?: number;
}>;

/** What waits longer than this for a slow line is dropped, as routers do. */
const longestQueue = 2_000;
/** By how much the overtaken come late. */
const lateness = 40;
/** Headers of UDP, IPv4 and Ethernet, which a slow line carries too. */
const overhead = 42;

/**
 * One direction of a piece of network, without clock or sockets: says when what enters now comes out. `chance` gives
 * numbers from 0 to below 1.
 */
export class Line {
  readonly #chance: () => number;
  #conditions: Conditions = {};
  #freeAt = 0;
  #lastOut = 0;

  constructor(chance: () => number) {
    this.#chance = chance;
  }

  get conditions(): Conditions {
    return this.#conditions;
  }

  set(conditions: Conditions): void {
    this.#conditions = conditions;
  }

  /** When a datagram of so many bytes comes out; undefined when it is lost. */
  datagram(bytes: number, now: number): number | undefined {
    const { cut = false, loss = 0, reorder = 0 } = this.#conditions;
    if (cut || this.#chance() < loss) return undefined;
    if (this.#freeAt - now > longestQueue) return undefined;
    const out = this.#carried(bytes, now);
    return this.#chance() < reorder ? out + lateness : this.#inOrder(out);
  }

  /** When so many bytes of a connection come out: what is lost is sent again, and everything waits for it. */
  bytes(bytes: number, now: number): number {
    const { loss = 0, delay = 0 } = this.#conditions;
    const again = this.#chance() < loss ? 200 + 2 * delay : 0;
    return this.#inOrder(this.#carried(bytes, now) + again);
  }

  #carried(bytes: number, now: number): number {
    const { delay = 0, jitter = 0, bitsPerSecond } = this.#conditions;
    const onLine = bitsPerSecond === undefined ? 0 : ((bytes + overhead) * 8000) / bitsPerSecond;
    this.#freeAt = Math.max(this.#freeAt, now) + onLine;
    return this.#freeAt + delay + jitter * this.#chance();
  }

  #inOrder(out: number): number {
    this.#lastOut = Math.max(this.#lastOut, out);
    return this.#lastOut;
  }
}
