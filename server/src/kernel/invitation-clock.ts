import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import type { EvaluationRoom } from "./evaluation-room.ts";
import type { Clock, Random } from "./ports.ts";

/**
 * Lets invitations lapse whose time to answer has run out. Timers are set from the state, so a restart loses none: what
 * fell due meanwhile lapses when the room is opened.
 */
export class InvitationClock {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Sets a timer for every invitation that waits for an answer, and stops those of invitations that do not. */
  follow(room: EvaluationRoom): void {
    const { state } = room;
    if (state === undefined) return;
    const isOpen = mayDo("system", state.stage, "lapseInvitation");
    for (const [member, { until, answer, left }] of Object.entries(state.invitations)) {
      const key = `${room.id}/${member}`;
      if (!isOpen || answer !== undefined || left !== undefined) {
        this.#stop(key);
        continue;
      }
      if (this.#timers.has(key)) continue;
      const timer = setTimeout(
        () => {
          this.#timers.delete(key);
          const command = { type: "lapseInvitation" as const, member };
          void room.send({ id: this.#random.id(), command, actor: systemActor });
        },
        Math.max(0, until - this.#clock.now()),
      );
      timer.unref();
      this.#timers.set(key, timer);
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
