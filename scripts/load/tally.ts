import { monitorEventLoopDelay } from "node:perf_hooks";
import { Histogram } from "./histogram.ts";
import type { Played } from "./messages.ts";

/** How long a viewer may take to be shown something before that counts as missed, in milliseconds. */
const showPatience = 30_000;

type Mark = Readonly<{ text: string; sentAt: number; waiting: Set<number> }>;

/** What one driver counts while rooms are played. */
export class Tally {
  readonly acks = new Histogram();
  readonly proven = new Histogram();
  readonly drafts = new Histogram();
  readonly viewers = new Histogram();
  readonly #refused: Record<string, number> = {};
  readonly #notices: Record<string, { count: number; bytes: number }> = {};
  readonly #delay = monitorEventLoopDelay({ resolution: 5 });
  readonly #from = performance.now();
  lost = 0;
  broken = 0;
  missed = 0;
  starved = 0;
  finished = 0;
  stuck = 0;

  constructor() {
    this.#delay.enable();
  }

  refuse(code: string): void {
    this.#refused[code] = (this.#refused[code] ?? 0) + 1;
  }

  notice(name: string, bytes: number): void {
    const known = (this.#notices[name] ??= { count: 0, bytes: 0 });
    known.count += 1;
    known.bytes += bytes;
  }

  report(): Played {
    this.#delay.disable();
    const { lost, broken, missed, starved, finished, stuck } = this;
    return {
      type: "played",
      acks: this.acks.data(),
      proven: this.proven.data(),
      drafts: this.drafts.data(),
      viewers: this.viewers.data(),
      missed,
      lost,
      broken,
      refused: this.#refused,
      starved,
      notices: this.#notices,
      ownDelay: {
        p50: this.#delay.percentile(50) / 1e6,
        p99: this.#delay.percentile(99) / 1e6,
      },
      rooms: { finished, stuck },
      seconds: (performance.now() - this.#from) / 1000,
    };
  }
}

/** Texts on their way to the viewers of one room. */
export class Marks {
  #open: Mark[] = [];

  send(text: string, seats: number): void {
    const waiting = new Set(Array.from({ length: seats }, (_, seat) => seat));
    this.#open.push({ text, sentAt: performance.now(), waiting });
  }

  /** A text that was refused is shown to nobody. */
  drop(text: string): void {
    this.#open = this.#open.filter((mark) => mark.text !== text);
  }

  /** Something came to a seat. */
  look(seat: number, notice: string, tally: Tally): void {
    if (this.#open.length === 0) return;
    const now = performance.now();
    for (const { text, sentAt, waiting } of this.#open) {
      if (!waiting.has(seat) || !notice.includes(text)) continue;
      waiting.delete(seat);
      tally.viewers.add(now - sentAt);
    }
    this.#open = this.#open.filter(({ waiting, sentAt }) => {
      const isOver = now - sentAt > showPatience;
      if (isOver) tally.missed += waiting.size;
      return waiting.size > 0 && !isOver;
    });
  }

  /** Whether everybody was shown everything. */
  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  /** Nothing more is waited for. */
  close(tally: Tally): void {
    for (const { waiting } of this.#open) tally.missed += waiting.size;
    this.#open = [];
  }
}
