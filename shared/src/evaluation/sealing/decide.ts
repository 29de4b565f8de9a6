import type { CommandOf } from "../../contracts/commands/index.ts";
import { shareHolderSchema } from "../../contracts/sealed-share.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { allSubmitted, sheetsFrozen } from "../scoring/decide.ts";
import { extensionIsDue } from "../scoring/time.ts";
import type { Evaluation } from "../state.ts";
import { isBroken, releasers, sealingKeyOf, sheetsOf, undeclared } from "./state.ts";

/** A holder names a key. Another one may take its place until sheets are sealed to what was made of it. */
export function declareSealingKey(
  state: Evaluation,
  { publicKey }: CommandOf<"declareSealingKey">,
  { actor }: Context,
): Decision {
  const refused = notHeldTogether(state) ?? inUse(state);
  if (refused !== undefined) return refused;
  const holder = shareHolderSchema.parse(actor.role);
  if (state.sealing.holders[holder] === publicKey) return deny("conflict", "sealing.named-already");
  return accept({ type: "SealingKeyDeclared", holder, publicKey });
}

/** The supervisor's browser made the key; from now on no one has it, and two of three can put it together. */
export function makeSealingKey(
  state: Evaluation,
  { publicKey, shares }: CommandOf<"makeSealingKey">,
): Decision {
  const refused = notHeldTogether(state) ?? inUse(state);
  if (refused !== undefined) return refused;
  const waiting = undeclared(state.sealing);
  if (waiting.length > 0) {
    return deny("conflict", "sealing.holder-missing", { waiting: waiting.join(", ") });
  }
  if (state.sealing.key?.publicKey === publicKey) return deny("conflict", "sealing.made-already");
  return accept({ type: "SealingKeyMade", publicKey, shares });
}

/**
 * A holder's share, once all sheets are in. What it hashes to was fixed when it was made, so that a wrong one is found,
 * and the attempt is on record under its holder's name.
 */
export function releaseShare(
  state: Evaluation,
  { commitment }: CommandOf<"releaseShare">,
  { actor }: Context,
): Decision {
  const holder = shareHolderSchema.parse(actor.role);
  const { key, lost } = state.sealing;
  if (key === undefined) return deny("conflict", "sealing.no-key");
  if (isBroken(state.sealing)) return deny("conflict", "sealing.broken");
  if (lost.includes(holder)) return deny("conflict", "sealing.share-lost");
  if (!allSubmitted(state)) return deny("conflict", "scoring.not-all-submitted");
  if (extensionIsDue(state)) return deny("conflict", "scoring.extension-due");
  if (!sheetsFrozen(state)) return deny("conflict", "scoring.not-frozen");
  if (commitment !== key.shares[holder].commitment) {
    return deny("forbidden", "sealing.wrong-share", { holder });
  }
  if (releasers(state).includes(holder)) return deny("conflict", "sealing.released-already");
  return accept({ type: "ShareReleased", holder, sheets: sheetsOf(state) });
}

/** With one share lost the other two still open; with two, the members reseal their sheets to a new key. */
export function reportShareLost(state: Evaluation, { actor }: Context): Decision {
  const holder = shareHolderSchema.parse(actor.role);
  if (state.sealing.key === undefined) return deny("conflict", "sealing.no-key");
  if (state.sealing.lost.includes(holder)) return deny("conflict", "sealing.share-lost");
  return accept({ type: "ShareLost", holder });
}

export function forgetShares({ sealing }: Evaluation): Decision {
  return Object.keys(sealing.released).length === 0
    ? deny("conflict", "sealing.nothing-held")
    : accept({ type: "SharesForgotten" });
}

/** Only once all three shares were in hand: with two, the third could still help. */
export function rejectSealingKey(state: Evaluation): Decision {
  const { lost } = state.sealing;
  return releasers(state).length + lost.length < 3
    ? deny("conflict", "sealing.shares-missing")
    : accept({ type: "SealingKeyRejected" });
}

/** The commitment holds the member to the same sheet, so that losing a key is no way to change a mark. */
export function resealSheet(
  state: Evaluation,
  { sealed }: CommandOf<"resealSheet">,
  { actor }: Context,
): Decision {
  const refused = notUnreadable(state, actor.person);
  if (refused !== undefined) return refused;
  return accept({ type: "SheetResealed", member: actor.person, sealed });
}

export function returnOwnSheet(state: Evaluation, { actor }: Context): Decision {
  const refused = notUnreadable(state, actor.person);
  const round = state.scoring.submitted[actor.person]?.round;
  if (refused !== undefined || round === undefined) {
    return refused ?? deny("conflict", "sealing.readable");
  }
  const problem = "sealing.copy-lost";
  return accept({ type: "SheetReturned", member: actor.person, round, problem, path: "" });
}

/** Whether a member's sheet is in, but sealed to a key that another one took the place of. */
export function isUnreadable(state: Evaluation, person: string): boolean {
  const own = state.scoring.submitted[person];
  const key = sealingKeyOf(state);
  return own !== undefined && key !== undefined && own.sealedTo !== key;
}

function notUnreadable(state: Evaluation, person: string): Decision | undefined {
  return isUnreadable(state, person) ? undefined : deny("conflict", "sealing.readable");
}

function notHeldTogether({ tender }: Evaluation): Decision | undefined {
  return tender.sealing.level === "L2" ? undefined : deny("conflict", "sealing.not-shared");
}

/** While sheets are sealed to a key that can be opened, nobody replaces it. */
function inUse({ stage, sealing }: Evaluation): Decision | undefined {
  const isOpenable = sealing.key !== undefined && !isBroken(sealing);
  return stage === "scoring" && isOpenable ? deny("conflict", "sealing.key-in-use") : undefined;
}
