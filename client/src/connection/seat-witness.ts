import type { HeadWitness } from "./head-witness.ts";
import { dueFrom } from "./head-witness.ts";
import type { RoomConnection } from "./room-connection.ts";
import type { KeptAlarm } from "./witness-memory.ts";

/** Between two looks at a log of which nothing new was heard, in milliseconds. */
const lookEvery = 60_000;

export type SeatWitnessState = Readonly<{
  /** What this place was shown that contradicts what it had seen. */
  alarm: KeptAlarm | undefined;
  /** Whether the log could not be read when it was last looked at. */
  unreachable: boolean;
}>;

type Line = Pick<RoomConnection, "subscribe" | "getSnapshot" | "send">;

/**
 * A seat that follows its evaluation's log: whenever the log has grown or a gate waits, and once a minute, it compares
 * the newest head with the one it remembers, and sends the cosignature that is due.
 */
export class SeatWitness {
  readonly #witness: HeadWitness;
  readonly #line: Line;
  readonly #listeners = new Set<() => void>();
  #state: SeatWitnessState;
  #looking = false;
  #again = false;
  #seen = "";

  constructor(line: Line, witness: HeadWitness, evaluation: string) {
    this.#line = line;
    this.#witness = witness;
    this.#state = { alarm: witness.alarm(evaluation), unreachable: false };
  }

  readonly getSnapshot = (): SeatWitnessState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows from now on; the answer stops it. */
  start(): () => void {
    const unsubscribe = this.#line.subscribe(() => this.#follow());
    const timer = setInterval(() => void this.#look(), lookEvery);
    this.#follow();
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  }

  /** Looks when there is something new to see. */
  #follow(): void {
    const { status, view, head } = this.#line.getSnapshot();
    if (status !== "joined" || view?.witnessing?.gates === undefined) {
      // Whoever comes back may be shown another log than before.
      this.#seen = "";
      return;
    }
    const { key } = view.witnessing;
    const now = [head?.size, dueFrom(view), key].join("/");
    if (now === this.#seen) return;
    this.#seen = now;
    void this.#look();
  }

  async #look(): Promise<void> {
    this.#again = true;
    if (this.#looking) return;
    this.#looking = true;
    while (this.#again) {
      this.#again = false;
      await this.#once();
    }
    this.#looking = false;
  }

  async #once(): Promise<void> {
    const { status, view } = this.#line.getSnapshot();
    if (status !== "joined" || view?.witnessing?.gates === undefined) return;
    try {
      const { alarm, command } = await this.#witness.look(view);
      this.#change({ alarm, unreachable: false });
      if (command !== undefined) await this.#line.send(command);
    } catch {
      this.#change({ ...this.#state, unreachable: true });
    }
  }

  #change(state: SeatWitnessState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
