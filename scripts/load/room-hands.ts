import { randomUUID } from "node:crypto";
import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { view, type Evaluation, type Viewer } from "@yuanping/shared/evaluation/index.ts";
import type { EvaluationRoom } from "../../server/src/kernel/evaluation-room.ts";

/** Sends commands to a room as the gateway would, for people who are not at a socket. */
export class RoomHands {
  readonly room: EvaluationRoom;
  readonly #signal: AbortSignal;

  /** @param signal ends the preparation: nothing more is sent */
  constructor(room: EvaluationRoom, signal: AbortSignal) {
    this.room = room;
    this.#signal = signal;
  }

  get state(): Evaluation {
    const { state } = this.room;
    if (state === undefined) throw new Error(`${this.room.id} has not begun`);
    return state;
  }

  viewOf(viewer: Viewer): EvaluationView {
    return view(this.state, viewer, new Map());
  }

  /** Rejects with the refusal's code. */
  async send(
    { person, role }: Viewer,
    command: Command,
    proof: "proven" | "plain" = "plain",
  ): Promise<void> {
    this.#signal.throwIfAborted();
    const actor = {
      person,
      role,
      session: `preparing-${role}`,
      ...(proof === "proven" ? { proof: "password" as const } : {}),
    };
    const receipt = await this.room.send({ id: randomUUID(), command, actor });
    if (!receipt.ok) throw new Error(`${role} ${command.type}: ${receipt.refusal.code}`);
  }
}
