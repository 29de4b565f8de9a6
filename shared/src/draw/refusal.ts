import type { Refusal, RefusalCategory } from "../contracts/refusal.ts";

/**
 * Why nothing was drawn. A refusal is a value: the same input is refused again, byte for byte.
 *
 * - `draw.bad-spec`: a field is malformed, or two entries name the same thing.
 * - `draw.bad-pool`: an expert is malformed or listed twice.
 * - `draw.bad-key`: the stream key is not 32 bytes.
 * - `draw.contradictory`: the quotas contradict each other, whoever is in the pool.
 * - `draw.no-valid-panel`: N = 0 for this pool; `relaxations` lists the smallest changes that help.
 * - `draw.rejections-exhausted`: no accepted panel within the permitted tries; relax a rule.
 * - `draw.too-large`: the quotas span more states than can be counted.
 * - `draw.chances-unattainable`: the weights cannot reach the target chances closely enough.
 */
export type DrawRefusalCode =
  | "draw.bad-spec"
  | "draw.bad-pool"
  | "draw.bad-key"
  | "draw.contradictory"
  | "draw.no-valid-panel"
  | "draw.rejections-exhausted"
  | "draw.too-large"
  | "draw.chances-unattainable";

/** One change of one rule that alone would leave at least one valid panel. */
export interface Relaxation {
  readonly rule: "region.min" | "region.max" | "employer" | "seat.count";
  /** The region or specialty that the rule names; empty for the employer rule. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const CATEGORY: Readonly<Record<DrawRefusalCode, RefusalCategory>> = {
  "draw.bad-spec": "invalid",
  "draw.bad-pool": "invalid",
  "draw.bad-key": "invalid",
  "draw.contradictory": "invalid",
  "draw.no-valid-panel": "conflict",
  "draw.rejections-exhausted": "conflict",
  "draw.too-large": "limited",
  "draw.chances-unattainable": "conflict",
};

export interface DrawRefusal extends Refusal {
  readonly code: DrawRefusalCode;
  /** One English sentence for a log; screens translate the code. */
  readonly detail: string;
  readonly relaxations?: readonly Relaxation[];
  /** A specialty that has fewer experts than seats, whatever else the rules ask. */
  readonly shortage?: Readonly<{ seat: string; holders: number; needed: number }>;
  /** Where in the spec the fault lies, as keys and indices from its root. */
  readonly path?: readonly (string | number)[];
}

export function refuseDraw(
  code: DrawRefusalCode,
  detail: string,
  more: Pick<DrawRefusal, "relaxations" | "shortage" | "path"> = {},
): DrawRefusal {
  return { code, category: CATEGORY[code], detail, ...more };
}

/** Tells a refusal from any result of this folder: only refusals have a code and a category. */
export function isDrawRefusal(outcome: object): outcome is DrawRefusal {
  return "code" in outcome && "category" in outcome;
}
