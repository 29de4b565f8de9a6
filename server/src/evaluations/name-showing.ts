import { systemActor } from "@yuanping/shared/contracts/record.ts";
import type { Viewer } from "@yuanping/shared/evaluation/index.ts";
import { namesDue } from "@yuanping/shared/evaluation/names/decide.ts";
import type { EvaluationRoom } from "../kernel/evaluation-room.ts";
import type { Random } from "../kernel/ports.ts";

/** Most names that one command can carry. */
const most = 200;

/**
 * 知悉留痕: puts on record that a viewer is about to see names for the first time. The view holds no name before that, so
 * nothing is sent too early; and as each member is recorded once for each viewer, the change that this causes asks for
 * nothing more.
 */
export async function recordShowing(
  room: EvaluationRoom,
  viewer: Viewer,
  random: Random,
): Promise<void> {
  if (room.state === undefined) return;
  const members = namesDue(room.state, viewer).slice(0, most);
  if (members.length === 0) return;
  const command = { type: "showNames" as const, viewer: viewer.person, members };
  await room.send({ id: random.id(), command, actor: systemActor });
}
