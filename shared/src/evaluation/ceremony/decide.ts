import type { CommandOf } from "../../contracts/commands/index.ts";
import { refuse, type Refusal } from "../../contracts/refusal.ts";
import type { EvaluationEvent } from "../../contracts/events/index.ts";
import {
  chainStep,
  drawIdOf,
  drawParties,
  drawPartySchema,
  isDrawRefusal,
  missedTarget,
  partyKeyName,
  problemOf,
  rulesOf,
  statedChances,
  withEqualities,
  vacancyProblem,
  type DrawParty,
} from "../../draw/index.ts";
import { eligibilityOf } from "../../law/exclusion-rules.ts";
import { workingDaysBetween } from "../../law/working-days.ts";
import { hashOf } from "../../seal/commitment.ts";
import { fromHex, hex } from "../../tlog/index.ts";
import { accept, deny, reject, type Context, type Decision } from "../decision.ts";
import { invitationsAfter } from "../invitation/call-up.ts";
import { counted } from "../panel/count.ts";
import { asRefusal } from "../panel/refusal.ts";
import type { Evaluation } from "../state.ts";
import { readFrozen } from "./freeze.ts";
import { isWitnessKey } from "./party-key.ts";
import { drawnWith } from "./round.ts";
import { specFor } from "./spec.ts";
import { poolFor } from "./pool.ts";
import { renewalDue } from "./renewal.ts";
import {
  awaited,
  isBlocked,
  missingFrom,
  phaseOf,
  shownBy,
  type CeremonyPhase,
  type CeremonyState,
  type SealedDraw,
} from "./state.ts";
import { transcriptFrom } from "./transcript.ts";

/** A party names its key. It may name another one until the draw is sealed, for instance from another browser. */
export function declareKey(
  state: Evaluation,
  { vkey }: CommandOf<"declareKey">,
  { actor }: Context,
): Decision {
  if (state.panel.ceremony.sealed !== undefined) return deny("conflict", "draw.sealed");
  const party = drawPartySchema.parse(actor.role);
  return isWitnessKey(partyKeyName(party, state.id), vkey)
    ? accept({ type: "KeyDeclared", party, vkey })
    : deny("invalid", "draw.bad-party-key");
}

/** Fixes everything that the seed must not be able to answer to, and states the count and the chances. */
export function sealDraw(
  state: Evaluation,
  command: CommandOf<"sealDraw">,
  { at }: Context,
): Decision {
  const { panel, offices } = state.tender;
  const refused = outOfPhase(state, "sealing");
  if (refused !== undefined) return refused;
  const early = tooEarly(state, at);
  if (early !== undefined) return reject(early);
  const officers = new Set([...Object.values(offices), ...panel.ownerRepresentatives]);
  if (command.pool.some((entry) => officers.has(entry.ref))) {
    return deny("invalid", "draw.officer-in-pool");
  }
  const pool = [...poolFor(state.panel, command.pool)];
  const spec = specFor(state, { ...command, pool }, at);
  const { keep, equalities } = spec;
  const request = { spec: rulesOf(spec), pool, law: spec.law };
  const draw = counted(
    keep === undefined
      ? problemOf({ ...request, spec: withEqualities(request.spec, equalities) })
      : vacancyProblem({ ...request, keep, exclude: [] }),
  );
  if ("category" in draw) return reject(draw);
  const chances = statedChances(request, equalities, draw);
  if (isDrawRefusal(chances)) return reject(asRefusal(chances));
  const isMissed = chances.targets !== undefined && missedTarget(draw, chances.targets) !== null;
  if (isMissed) return deny("conflict", "draw.chances-unattainable");
  return accept({ type: "DrawSealed", drawId: drawIdOf(spec), spec, chances });
}

/** The signature is checked at the door and by every verifier; here it is only put on record. */
export function commitDraw(
  state: Evaluation,
  { drawId, anchor, signature }: CommandOf<"commitDraw">,
  { actor }: Context,
): Decision {
  const party = drawPartySchema.parse(actor.role);
  return (
    notDue(state, "commit", party, drawId) ??
    accept({ type: "DrawCommitted", party, anchor, signature })
  );
}

/** All parties freeze one and the same head of the log; it must hold every commitment. */
export function cosignDraw(
  state: Evaluation,
  { drawId, note }: CommandOf<"cosignDraw">,
  { actor }: Context,
): Decision {
  const party = drawPartySchema.parse(actor.role);
  const refused = notDue(state, "freeze", party, drawId);
  if (refused !== undefined) return refused;
  const fault = readFrozen(state, note);
  return "code" in fault ? reject(fault) : accept({ type: "DrawCosigned", party, note });
}

/** One link of a party's chain; the last party's link draws. */
export function revealDraw(
  state: Evaluation,
  { drawId, round, value }: CommandOf<"revealDraw">,
  { actor, at }: Context,
): Decision {
  const party = drawPartySchema.parse(actor.role);
  const refused = notDue(state, "reveal", party, drawId);
  const { sealed } = state.panel.ceremony;
  if (refused !== undefined || sealed === undefined) {
    return refused ?? deny("conflict", "draw.not-sealed");
  }
  if (round !== sealed.rounds.length) {
    return deny("conflict", "draw.other-round", { due: sealed.rounds.length });
  }
  if (hex(chainStep(sealed.drawId, actor.person, fromHex(value))) !== shownBy(sealed, party)) {
    return deny("forbidden", "draw.false-reveal", { party });
  }
  const revealed: EvaluationEvent = { type: "DrawRevealed", party, round, value };
  const reveals = { ...sealed.reveals, [party]: value };
  if (missingFrom(reveals).length > 0) return accept(revealed);
  const drawn = drawnWith(state, sealed, reveals);
  return "category" in drawn
    ? reject(drawn)
    : accept(revealed, ...drawn, ...invitationsAfter(state, drawn[0], at));
}

/**
 * Whoever let the deadline pass is named, and the draw begins anew with other secrets. A draw that has seated members
 * goes on record as it is, and the next one is for the vacant seats alone; there a late party may also say by itself
 * that it cannot reveal any more.
 */
export function voidDraw(
  state: Evaluation,
  { drawId, reason }: CommandOf<"voidDraw">,
  { actor, at }: Context,
): Decision {
  const { ceremony } = state.panel;
  const { sealed, voided } = ceremony;
  if (sealed === undefined) return deny("conflict", "draw.not-sealed");
  if (sealed.drawId !== drawId) return deny("conflict", "draw.other-draw");
  const hasDrawn = sealed.rounds.length > 0;
  const deadline = hasDrawn ? renewalDue(ceremony) : attemptDeadline(ceremony, sealed);
  if (deadline === undefined) return deny("conflict", "draw.already-drawn");
  const missing = [...awaited(ceremony)];
  const isOwnLoss = hasDrawn && missing.some((party) => party === actor.role);
  if (at < deadline && !isOwnLoss) {
    return deny("conflict", "draw.deadline-runs", { until: deadline });
  }
  const { commits, reveals } = sealed;
  const drawNo = voided.length + 1;
  const drawn = hasDrawn ? { transcript: hashOf(transcriptFrom(sealed)) } : {};
  const named = isOwnLoss ? missing.filter((party) => party === actor.role) : missing;
  const hash = hashOf({ drawId, drawNo, commits, reveals, missing: named, reason, ...drawn });
  return accept({ type: "DrawVoided", drawId, drawNo, missing: named, reason, hash });
}

function attemptDeadline(ceremony: CeremonyState, { spec }: SealedDraw): number {
  return phaseOf(ceremony) === "commit" ? spec.deadlines.commit : spec.deadlines.reveal;
}

/** Refuses what comes from a party out of turn, twice, or for another draw. */
function notDue(
  state: Evaluation,
  phase: CeremonyPhase,
  party: DrawParty,
  drawId: string,
): Decision | undefined {
  const { ceremony } = state.panel;
  if (ceremony.sealed === undefined) return deny("conflict", "draw.not-sealed");
  if (ceremony.sealed.drawId !== drawId) return deny("conflict", "draw.other-draw");
  const refused = outOfPhase(state, phase);
  if (refused !== undefined) return refused;
  if (phase === "reveal" && isBlocked(ceremony)) return deny("conflict", "draw.no-valid-panel");
  return awaited(ceremony).includes(party)
    ? undefined
    : deny("conflict", "draw.given-already", { party });
}

function outOfPhase(state: Evaluation, phase: CeremonyPhase): Decision | undefined {
  const { ceremony } = state.panel;
  const now = phaseOf(ceremony);
  if (now === phase) return undefined;
  if (ceremony.sealed !== undefined && phase === "sealing") return deny("conflict", "draw.sealed");
  const waiting = awaited(ceremony).length === 0 ? drawParties : awaited(ceremony);
  return deny("conflict", "draw.not-due", { waiting: waiting.join(", ") });
}

/** Names that are known long before the meeting can be found out; some laws forbid it. */
function tooEarly({ tender, profile }: Evaluation, at: number): Refusal | undefined {
  const { drawWindow } = eligibilityOf(profile);
  const meetsAt = tender.invitations?.meetsAt;
  if (drawWindow === null || meetsAt === undefined) return undefined;
  const days = workingDaysBetween(at, meetsAt);
  return days <= drawWindow.value
    ? undefined
    : refuse("conflict", "draw.too-early", {
        days,
        allowed: drawWindow.value,
        article: drawWindow.article,
      });
}
