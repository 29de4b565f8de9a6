import { trialSeconds } from "@yuanping/shared/contracts/media-trial.ts";
import type { MediaPlane, PlaneRouter } from "./plane.ts";
import { granted, mediaRefusals, refused } from "./refusals.ts";
import type { Outcome } from "./refusals.ts";
import { Trial } from "./trial.ts";

/** What one trial may need of a worker: its track comes back over two ways. */
const consumers = 2;

/** A trial with the way to end it. */
export type RunningTrial = Readonly<{ trial: Trial; end: () => void }>;

/**
 * The trials of this node: one a seat, each for 15 s at most. They are placed like rooms and count against the same
 * budget, so that a node that is full refuses a trial before it refuses a room.
 */
export class Trials {
  readonly #plane: MediaPlane;
  readonly #milliseconds: number;
  readonly #seats = new Set<string>();

  /** @param milliseconds how long a trial may last */
  constructor(plane: MediaPlane, milliseconds: number = trialSeconds * 1000) {
    this.#plane = plane;
    this.#milliseconds = milliseconds;
  }

  /** How many run now. */
  get running(): number {
    return this.#seats.size;
  }

  /** @param ended called once, when the trial is over for whatever reason */
  async begin(
    evaluation: string,
    person: string,
    ended: () => void,
  ): Promise<Outcome<RunningTrial>> {
    const { state } = this.#plane.status();
    if (state === "preparing") return refused(mediaRefusals.preparing);
    if (state === "unavailable") return refused(mediaRefusals.unavailable);
    const seat = `${evaluation} ${person}`;
    if (this.#seats.has(seat)) return refused(mediaRefusals.trialRunning);
    this.#seats.add(seat);
    const holder = {};
    const free = () => {
      this.#seats.delete(seat);
      this.#plane.reserve(holder, new Map());
    };
    const opened = await this.#open(holder).catch((error: unknown) => {
      free();
      throw error;
    });
    if (!opened.ok) {
      free();
      return opened;
    }

    const router = opened.value;
    const trial = new Trial(router);
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      trial.end();
      free();
      ended();
    };
    const timer = setTimeout(end, this.#milliseconds);
    router.onLost(end);
    return granted({ trial, end });
  }

  /** A router on the emptiest worker, whose place is taken before anything is waited for. */
  async #open(holder: object): Promise<Outcome<PlaneRouter>> {
    const space = this.#plane.spaceFor(holder);
    const [first] = space.toSorted((one, other) => other.free - one.free);
    if (first === undefined) return refused(mediaRefusals.unavailable);
    if (first.free < consumers) return refused(mediaRefusals.roomFull);
    this.#plane.reserve(holder, new Map([[first.id, consumers]]));
    return this.#plane.openRouter(first.id);
  }
}
