import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { seatGraceMs } from "@yuanping/shared/evaluation/room/state.ts";
import type { EvaluationRoom } from "./evaluation-room.ts";
import type { Clock, Random } from "./ports.ts";

/**
 * Releases seats whose grace has run out. Timers are set from the state, so a restart loses none: after it, seats that
 * the state calls present have no socket any more and begin their grace.
 */
export class SeatClock {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Sets a timer for every seat that waits for its person, and stops those of seats that do not. */
  follow(room: EvaluationRoom): void {
    for (const [person, { status, session, since }] of Object.entries(
      room.state?.room.presence ?? {},
    )) {
      const key = `${room.id}/${person}`;
      if (status !== "reconnecting") {
        this.#stop(key);
        continue;
      }
      if (this.#timers.has(key)) continue;
      const left = Math.max(0, since + seatGraceMs - this.#clock.now());
      const timer = setTimeout(() => {
        this.#timers.delete(key);
        const command = { type: "releaseSeat" as const, person, session };
        void room.send({ id: this.#random.id(), command, actor: systemActor });
      }, left);
      timer.unref();
      this.#timers.set(key, timer);
    }
  }

  /** After a restart nobody is connected: seats that were present begin their grace. */
  async loseAll(room: EvaluationRoom): Promise<void> {
    for (const [person, { status, session }] of Object.entries(room.state?.room.presence ?? {})) {
      if (status !== "present") continue;
      const command = { type: "loseSeat" as const, person, session };
      await room.send({ id: this.#random.id(), command, actor: systemActor });
    }
  }

  /** The room is no longer served here. */
  forget(evaluation: string): void {
    for (const key of this.#timers.keys()) if (key.startsWith(`${evaluation}/`)) this.#stop(key);
  }

  close(): void {
    for (const key of this.#timers.keys()) this.#stop(key);
  }

  #stop(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}
