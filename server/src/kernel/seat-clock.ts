import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { seatGraceMs } from "@yuanping/shared/evaluation/room/state.ts";
import type { EvaluationRoom } from "./evaluation-room.ts";
import type { Clock, Random } from "./ports.ts";
import { RoomTimers } from "./room-timers.ts";

/**
 * Releases seats whose grace has run out. After a restart, seats that the state calls present have no socket any more
 * and begin their grace.
 */
export class SeatClock {
  readonly #random: Random;
  readonly #timers: RoomTimers;

  constructor(clock: Clock, random: Random) {
    this.#random = random;
    this.#timers = new RoomTimers(clock, random);
  }

  /** Sets a timer for every seat that waits for its person, and stops those of seats that do not. */
  follow(room: EvaluationRoom): void {
    for (const [person, { status, session, since }] of Object.entries(
      room.state?.room.presence ?? {},
    )) {
      if (status !== "reconnecting") this.#timers.stop(room, person);
      else
        this.#timers.set(room, person, since + seatGraceMs, {
          type: "releaseSeat",
          person,
          session,
        });
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
    this.#timers.forget(evaluation);
  }

  close(): void {
    this.#timers.close();
  }
}
