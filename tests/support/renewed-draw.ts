import { poolLines } from "@yuanping/shared/draw/index.ts";
import { transcriptOf } from "@yuanping/shared/evaluation/ceremony/transcript.ts";
import {
  drawThrough,
  freezeAll,
  partyOf,
  revealAll,
  revealBy,
  sealAndCommit,
  unsignedHead,
} from "./draw-parties.ts";
import type { Ceremony } from "./draw-ceremony.ts";
import { expert, member, trialAt, witness } from "./evaluation-stages.ts";
import type { Trial } from "./evaluation-trial.ts";

export const declining = {
  type: "declineInvitation",
  code: "time",
  text: "另有安排",
} as const;

/** A panel is drawn, one member declines, and the witness has lost the secret that would draw a substitute. */
export function stuckDraw(): Trial {
  const trial = trialAt("draw", { invitations: { answerWithin: 3600 } });
  drawThrough(trial);
  trial.do(expert(member(trial, 0)), declining);
  for (const party of ["host", "supervisor"] as const) {
    trial.do(partyOf(trial.state, party).actor, revealBy(trial.state, party));
  }
  return trial;
}

/** The command that gives up the draw as it stands. */
export function givingUp(trial: Trial) {
  const drawId = trial.state.panel.ceremony.sealed?.drawId ?? "";
  return { type: "voidDraw", drawId, reason: "见证人员的浏览器数据丢失" } as const;
}

/** The vacant seats get a draw of their own. */
export function drawAnew(trial: Trial): void {
  sealAndCommit(trial);
  freezeAll(trial, unsignedHead(trial.state));
  revealAll(trial);
}

/** The transcript of a draw for one vacant seat, with one substitution after it. */
export function renewedCeremony(): Ceremony {
  const trial = stuckDraw();
  trial.do(witness, givingUp(trial));
  drawAnew(trial);
  trial.do(expert(member(trial, 0)), declining);
  revealAll(trial);
  const transcript = transcriptOf(trial.state);
  if (transcript === undefined) throw new Error("nothing was drawn");
  return { transcript, lines: [...poolLines(trial.state.panel.pool)] };
}
