import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import type { EvaluationRoom } from "./evaluation-room.ts";
import type { Clock, Random } from "./ports.ts";

/**
 * What falls due in rooms, each under the name of whom it waits for. Who sets them reads them off the state, so a restart
 * loses none. They keep no process alive.
 */
export class RoomTimers {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Sends `command` to the room at `due`, at once if that is past; a timer that is set already stays as it is. */
  set(room: EvaluationRoom, name: string, due: number, command: Command): void {
    const key = keyOf(room.id, name);
    if (this.#timers.has(key)) return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(key);
        void room.send({ id: this.#random.id(), command, actor: systemActor });
      },
      Math.max(0, due - this.#clock.now()),
    );
    timer.unref();
    this.#timers.set(key, timer);
  }

  /** Nothing waits under this name any more. */
  stop(room: EvaluationRoom, name: string): void {
    this.#stop(keyOf(room.id, name));
  }

  /** The room is no longer served here. */
  forget(evaluation: string): void {
    const start = keyOf(evaluation, "");
    for (const key of this.#timers.keys()) if (key.startsWith(start)) this.#stop(key);
  }

  close(): void {
    for (const key of this.#timers.keys()) this.#stop(key);
  }

  #stop(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}

function keyOf(evaluation: string, name: string): string {
  return `${evaluation}/${name}`;
}
