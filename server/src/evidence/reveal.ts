import type { OpenedSheet } from "@yuanping/shared/contracts/sheet.ts";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { mayFreeze, sheetsFrozen } from "@yuanping/shared/evaluation/scoring/decide.ts";
import { openGates } from "@yuanping/shared/evaluation/witnessing/state.ts";
import { hashOf } from "@yuanping/shared/seal/commitment.ts";
import { openSealedSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import type { BoxKeys } from "@yuanping/shared/seal/box.ts";
import type { EvaluationRoom } from "../kernel/evaluation-room.ts";
import type { SealingKeys } from "./sealing-keys.ts";
import type { Shares } from "./shares.ts";

export type Opening = Readonly<{ sealingKeys: SealingKeys; shares: Shares }>;

/**
 * Freezes all sheets once the last one is in, and opens them together as soon as no gate holds that and, where three hold
 * the key, two have handed over their shares. Asked after every change and when a room is opened, so that a server that
 * dies in between goes on with it after the restart; the commands' ids come from the sheets themselves, so asking twice
 * does it once.
 */
export async function revealIfDue(
  room: EvaluationRoom,
  { sealingKeys, shares }: Opening,
): Promise<void> {
  const { state } = room;
  if (state === undefined) return;
  if (state.stage !== "scoring") return shares.drop(room.id);
  // While a sheet may still come, nobody here may be able to open the others.
  if (!sheetsFrozen(state)) shares.drop(room.id);
  if (!shares.hasAll(state)) await forget(room, state);
  if (isToFreeze(state)) return freeze(room, state);
  if (!sheetsFrozen(state)) return;
  const keys =
    state.tender.sealing.level === "L1"
      ? await sealingKeys.pairOf(state.id)
      : await shares.combined(state);
  if (keys === "waiting") return;
  if (keys === "none") {
    await reject(room, state);
    shares.drop(room.id);
    return;
  }
  await room.send({
    id: `reveal-${attempt(state)}`,
    command: { type: "openSheets", sheets: [...(await opened(state, keys))] },
    actor: systemActor,
  });
  shares.drop(room.id);
}

/** Where witnesses cosign it, freezing is a step of its own. */
function isToFreeze(state: Evaluation): boolean {
  const { tender, scoring, witnessing } = state;
  const isFree = tender.witnessing !== undefined && openGates(witnessing).length === 0;
  return isFree && !scoring.isFrozen && mayFreeze(state);
}

async function freeze(room: EvaluationRoom, state: Evaluation): Promise<void> {
  await room.send({
    id: `freeze-${attempt(state)}`,
    command: { type: "freezeSheets" },
    actor: systemActor,
  });
}

/** All submitted sheets that open. Those that do not are left out, and the core returns them. */
async function opened(state: Evaluation, keys: BoxKeys): Promise<readonly OpenedSheet[]> {
  const sheets: OpenedSheet[] = [];
  for (const { commitment, sealed } of Object.values(state.scoring.submitted)) {
    const sheet = await openSealedSheet(keys, commitment, sealed);
    if (sheet !== undefined) sheets.push(sheet);
  }
  return sheets;
}

/** What the record says was handed over to the process before this one is nowhere any more. */
async function forget(room: EvaluationRoom, state: Evaluation): Promise<void> {
  const { released } = state.sealing;
  await room.send({
    id: `forget-${hashOf(Object.entries(released)).slice(0, 32)}`,
    command: { type: "forgetShares" },
    actor: systemActor,
  });
}

async function reject(room: EvaluationRoom, state: Evaluation): Promise<void> {
  await room.send({
    id: `reject-${hashOf(state.sealing.key?.publicKey ?? "").slice(0, 32)}`,
    command: { type: "rejectSealingKey" },
    actor: systemActor,
  });
}

/** Names one attempt to open: these sheets, under this key. */
function attempt({ scoring, sealing }: Evaluation): string {
  const commitments = Object.values(scoring.submitted).map(({ commitment }) => commitment);
  const { key } = sealing;
  const what = key === undefined ? commitments : { commitments, key: key.publicKey };
  return hashOf(what).slice(0, 32);
}
