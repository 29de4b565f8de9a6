import { mayDo } from "@yuanping/shared/law/permissions.ts";
import type { EvaluationRoom } from "./evaluation-room.ts";
import type { Clock, Random } from "./ports.ts";
import { RoomTimers } from "./room-timers.ts";

/**
 * Lets invitations lapse whose time to answer has run out; what fell due while the server was gone lapses when the room
 * is opened.
 */
export class InvitationClock {
  readonly #timers: RoomTimers;

  constructor(clock: Clock, random: Random) {
    this.#timers = new RoomTimers(clock, random);
  }

  /** Sets a timer for every invitation that waits for an answer, and stops those of invitations that do not. */
  follow(room: EvaluationRoom): void {
    const { state } = room;
    if (state === undefined) return;
    const isOpen = mayDo("system", state.stage, "lapseInvitation");
    for (const [member, { until, answer, left }] of Object.entries(state.invitations)) {
      if (!isOpen || answer !== undefined || left !== undefined) this.#timers.stop(room, member);
      else this.#timers.set(room, member, until, { type: "lapseInvitation", member });
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
