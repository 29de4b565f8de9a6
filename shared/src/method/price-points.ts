import type { BidInput } from "./bid.ts";
import { parseDecimal } from "./decimal.ts";
import { evaluatedPrice } from "./preference.ts";
import { priceScale } from "./price/formulas.ts";
import type { PricePoints, PriceReference } from "./price/price-formula.ts";
import type { PriceSpec } from "./price/price-spec.ts";
import { multiply } from "./rational.ts";
import type { Rational } from "./rational.ts";
import { round } from "./rounding.ts";
import type { RoundingPolicy } from "./rounding.ts";

/** The price points of one bid, and how they came about. */
export type PriceWorking = PricePoints & {
  readonly evaluated: Rational;
  /** `exact`, rounded at the price stage. */
  readonly rounded: Rational;
  /** `rounded` times the price factor: what the total takes up. */
  readonly contribution: Rational;
};

export type PriceResult = {
  readonly reference: PriceReference;
  /** The mean of the evaluated prices is taken over these. */
  readonly prices: readonly Rational[];
  readonly byBid: ReadonlyMap<string, PriceWorking>;
};

const factorOf = (spec: PriceSpec): Rational =>
  parseDecimal(("factor" in spec ? spec.factor : undefined) ?? "1");

/**
 * Price points of the valid bids: base, lowest and mean are taken over evaluated prices, and over
 * no others. Undefined where the method has no price part or nobody is left.
 */
export const pricePoints = (
  spec: PriceSpec | null,
  rounding: RoundingPolicy,
  valid: readonly BidInput[],
): PriceResult | undefined => {
  if (spec === null) return undefined;
  const priced = valid.flatMap((bid) => {
    const evaluated = evaluatedPrice(bid);
    return evaluated === undefined ? [] : [{ id: bid.id, evaluated }];
  });
  if (priced.length === 0) return undefined;
  const prices = priced.map((bid) => bid.evaluated);
  const scale = priceScale(spec, { prices, baseRounding: rounding.base });
  const factor = factorOf(spec);
  const workings = priced.map(({ id, evaluated }): [string, PriceWorking] => {
    const points = scale.points(evaluated);
    const rounded = round(points.exact, rounding.price);
    return [id, { ...points, evaluated, rounded, contribution: multiply(rounded, factor) }];
  });
  return { reference: scale.reference, prices, byBid: new Map(workings) };
};

/** Formulas that give points of their own; the others let the price act otherwise. */
export const givesPricePoints = (
  spec: PriceSpec,
): spec is Exclude<PriceSpec, { formula: "value-for-money" | "lowest-evaluated-price" }> =>
  spec.formula !== "value-for-money" && spec.formula !== "lowest-evaluated-price";
