import { zero } from "../rational.ts";
import type { PriceFormula, PriceScale } from "./price-formula.ts";
import type { PriceSpecOf } from "./price-spec.ts";

const noPoints: PriceScale = { reference: { kind: "none" }, points: () => ({ exact: zero }) };

/** 性价比法: the points of everything else divided by the price; the price has no points itself. */
export const valueForMoney: PriceFormula<PriceSpecOf<"value-for-money">> = {
  version: 1,
  over: () => noPoints,
};

/** 最低评标价法, 经评审的最低投标价法: the price decides by the order alone (`price-asc` first). */
export const lowestEvaluatedPrice: PriceFormula<PriceSpecOf<"lowest-evaluated-price">> = {
  version: 1,
  over: () => noPoints,
};
