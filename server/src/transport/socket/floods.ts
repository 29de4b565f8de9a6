import { fullBucket, takeToken } from "../../media/token-bucket.ts";

/**
 * What may come over one line at once, and then in each second. A page that is used as fast as hands can stays far below
 * it, and what is over a line's own limits has been refused in words long before.
 */
const burst = 2_000;
const perSecond = 100;
/** Every so many bytes count as one message more: reading what is large is what costs. */
const bytesOfOne = 8 * 1024;

/** How long whoever has flooded stays out the first time, and at most, in milliseconds: a seat waits longer. */
export const firstHold = 5_000;
export const longestHold = 60_000;
/** Who has kept still for so long is held like one who does it for the first time. */
const forgiven = 600_000;

/**
 * Who goes on sending after their messages are refused. Each refusal costs the others the reading, so their line is
 * closed, and their next ones are refused for a while, longer every time.
 */
export class Floods {
  readonly #held = new Map<string, Readonly<{ times: number; until: number }>>();
  readonly #now: () => number;

  /** @param now milliseconds of any clock that does not step back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts what comes over a new line of this person's: is a message of so many bytes still to be read? */
  lineOf(person: string): (bytes: number) => boolean {
    let bucket = fullBucket(burst, perSecond, this.#now());
    return (bytes) => {
      const taken = takeToken(bucket, this.#now(), 1 + Math.floor(bytes / bytesOfOne));
      ({ bucket } = taken);
      if (!taken.allowed) this.#hold(person);
      return taken.allowed;
    };
  }

  /** Whether a new line of this person's is refused now. */
  holds(person: string): boolean {
    return this.#now() < (this.#held.get(person)?.until ?? 0);
  }

  #hold(person: string): void {
    const now = this.#now();
    const before = this.#held.get(person) ?? { times: 0, until: 0 };
    if (now < before.until) return;
    const times = now - before.until > forgiven ? 0 : before.times;
    const until = now + Math.min(firstHold * 2 ** times, longestHold);
    this.#held.set(person, { times: times + 1, until });
  }
}
