import { newCommandId } from "../../../client/src/connection/command.ts";
import type { Seat } from "../../demo/seat.ts";

/** One command that was acknowledged, in milliseconds of this process's monotonic clock. */
type Done = Readonly<{ sentAt: number; doneAt: number }>;

/** What one person met since an instant. */
export type Met = Readonly<{
  /** The longest that a command took from the first try to its acknowledgement. */
  longestWaitMs: number;
  /** Codes of refusals, each as often as it was met. */
  refused: Readonly<Record<string, number>>;
  /** How long in all the line to the room was lost. */
  outMs: number;
}>;

/** A pause before what was refused for a while is tried again. */
const retryPause = 200;

/**
 * A person who keeps talking in a room: one command after another, each under one id until it is acknowledged, as the
 * product's client sends them; and what that person met.
 */
export class Talk {
  readonly seat: Seat;
  readonly acknowledged: string[] = [];
  readonly #pace: () => number;
  readonly #done: Done[] = [];
  readonly #refused: Readonly<{ at: number; code: string }>[] = [];
  readonly #out: { from: number; until: number }[] = [];
  #sentAt = Number.POSITIVE_INFINITY;
  #stopped = false;
  #running: Promise<void> | undefined;
  #fault: unknown;

  /** @param pace the pause before the next command, in milliseconds */
  constructor(seat: Seat, pace: () => number) {
    this.seat = seat;
    this.#pace = pace;
    seat.connection.subscribe(() => this.#watch());
  }

  begin(): void {
    this.#running = this.#run().catch((error: unknown) => {
      this.#fault = error;
    });
  }

  /** Lets the command under way be answered. */
  async end(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Why nothing more is said; undefined while it goes on. */
  get fault(): unknown {
    return this.#fault;
  }

  get isSeated(): boolean {
    return this.seat.connection.getSnapshot().status === "joined";
  }

  /** Whether a command that was sent after the instant has been acknowledged. */
  hasSpokenSince(instant: number): boolean {
    return (this.#done.at(-1)?.sentAt ?? 0) >= instant;
  }

  metSince(instant: number): Met {
    const now = performance.now();
    const waits = this.#done.flatMap(({ sentAt, doneAt }) =>
      doneAt < instant ? [] : [doneAt - sentAt],
    );
    if (this.#sentAt < now) waits.push(now - this.#sentAt);
    const refused: Record<string, number> = {};
    for (const { at, code } of this.#refused)
      if (at >= instant) refused[code] = (refused[code] ?? 0) + 1;
    const outMs = this.#out.reduce(
      (sum, { from, until }) => sum + Math.max(0, Math.min(until, now) - Math.max(from, instant)),
      0,
    );
    return { longestWaitMs: Math.round(Math.max(0, ...waits)), refused, outMs: Math.round(outMs) };
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await pause(this.#pace());
      await this.#say();
    }
  }

  async #say(): Promise<void> {
    const id = newCommandId();
    const text = `${this.seat.account.login} ${id}`;
    const sentAt = performance.now();
    this.#sentAt = sentAt;
    for (;;) {
      const sent = await this.seat.connection.send({ type: "say", text }, { id });
      if (sent.ok) break;
      const { code, category } = sent.refusal;
      this.#refused.push({ at: performance.now(), code });
      if (category !== "unavailable" && category !== "limited")
        throw new Error(`${this.seat.account.login} may not talk any more: ${code}`);
      await pause(retryPause);
    }
    this.#sentAt = Number.POSITIVE_INFINITY;
    this.acknowledged.push(id);
    this.#done.push({ sentAt, doneAt: performance.now() });
  }

  #watch(): void {
    const now = performance.now();
    const last = this.#out.at(-1);
    const isOut = last !== undefined && last.until === Number.POSITIVE_INFINITY;
    if (this.isSeated && isOut) last.until = now;
    if (!this.isSeated && !isOut) this.#out.push({ from: now, until: Number.POSITIVE_INFINITY });
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
