/** The draw of a panel: count every valid panel, take one number, unrank it. */
export { chanceRanges, seatChances, type ChanceRange, type SeatChance } from "./chances.ts";
export { drawFrom, drawPanel, MAX_REJECTIONS, STREAM_KEY_BYTES } from "./draw.ts";
export {
  filterEligible,
  type Eligibility,
  type Exclusion,
  type ExclusionRule,
} from "./eligibility.ts";
export { sealEqualWeights, type EqualSeal } from "./equal-law.ts";
export { withEqualities, type RegionEquality } from "./equalities.ts";
export { withFallbacks, type Fallback, type UsedFallback } from "./fallback.ts";
export { explainNoPanel } from "./explain.ts";
export {
  commitmentText,
  drawParties,
  drawPartySchema,
  partyKeyName,
  type DrawParty,
} from "./party.ts";
export { spanningEmployers } from "./grouping.ts";
export {
  countDraw,
  isCountable,
  prepareDraw,
  type CountedDraw,
  type PreparedDraw,
} from "./prepare.ts";
export { problemOf, type DrawProblem } from "./problem.ts";
export { rankPanel } from "./rank.ts";
export { redraw, vacancyProblem, type RedrawRequest } from "./redraw.ts";
export {
  isDrawRefusal,
  type DrawRefusal,
  type DrawRefusalCode,
  type Relaxation,
} from "./refusal.ts";
export {
  drawLawSchema,
  drawSpecSchema,
  poolEntrySchema,
  type DrawLaw,
  type DrawRequest,
  type DrawResult,
  type DrawSpec,
  type PanelSeat,
  type PoolEntry,
} from "./spec.ts";
export { keyedStream, type KeyedStream } from "./stream.ts";
export {
  drawNumbers,
  drawnNumbersSchema,
  numberSetSchema,
  numberSetsSchema,
  numbersAt,
  rankNumbers,
  waysOf,
  type DrawnNumbers,
  type NumberSet,
} from "./number-sets.ts";
export { poolLines, poolRoot, readPoolLines } from "./ceremony-pool.ts";
export { chainStep, hashChain, revealOf, roundKey, type RoundKeyInput } from "./ceremony-seed.ts";
export { ceremonySpecSchema, drawIdOf, rulesOf, type CeremonySpec } from "./ceremony-spec.ts";
export { countSchema } from "./count-text.ts";
export { missedTarget, statedTargets, type StatedTargets } from "./stated-targets.ts";
export { statedChances, statedChancesSchema, type StatedChances } from "./stated-chances.ts";
export { freezeHashOf, transcriptSchema, type Transcript } from "./transcript.ts";
export type { TranscriptCheck, Verdict } from "./transcript-check.ts";
export { verifyTranscript, type LogChecks, type TranscriptReport } from "./transcript-verify.ts";
