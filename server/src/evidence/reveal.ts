import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { allSubmitted } from "@yuanping/shared/evaluation/scoring/decide.ts";
import { extensionIsDue } from "@yuanping/shared/evaluation/scoring/time.ts";
import { hashOf } from "@yuanping/shared/seal/commitment.ts";
import type { EvaluationRoom } from "../kernel/evaluation-room.ts";
import type { SealingKeys } from "./sealing-keys.ts";

/**
 * Opens all sheets together once the last one is in. Asked after every change and when a room is opened, so that a
 * server that dies between the last submission and the reveal goes on with it after the restart; the command's id comes
 * from the sheets themselves, so asking twice opens once.
 */
export async function revealIfDue(room: EvaluationRoom, keys: SealingKeys): Promise<void> {
  const { state } = room;
  if (state === undefined || state.stage !== "scoring" || !allSubmitted(state)) return;
  if (extensionIsDue(state)) return;
  const commitments = Object.values(state.scoring.submitted).map(({ commitment }) => commitment);
  const sheets = await keys.openAll(state);
  await room.send({
    id: `reveal-${hashOf(commitments).slice(0, 32)}`,
    command: { type: "openSheets", sheets: [...sheets] },
    actor: systemActor,
  });
}
