import { parseDecimal } from "../decimal.ts";
import { absolute, compare, multiply, subtract, zero } from "../rational.ts";
import { round } from "../rounding.ts";
import { basePrice, deviationPercent } from "./base-price.ts";
import type { PriceFormula } from "./price-formula.ts";
import type { PriceSpecOf } from "./price-spec.ts";

/**
 * points − |D %| × E with one E above and another below the base, not below the floor (0 when none
 * is stated). D counts exactly (插入法) or as a rounded percentage (不足 1 % 按 1 %: 0 places, up).
 */
export const benchmark: PriceFormula<PriceSpecOf<"benchmark">> = {
  version: 1,
  over: (spec, { prices, baseRounding }) => {
    const base = basePrice(spec.base, prices, baseRounding);
    const points = parseDecimal(spec.points);
    const above = parseDecimal(spec.abovePerPercent);
    const below = parseDecimal(spec.belowPerPercent);
    const floor = parseDecimal(spec.floor ?? "0");
    const rounding = spec.deviation === "interpolate" ? undefined : spec.deviation;
    return {
      reference: { kind: "base", base },
      points: (price) => {
        const percent = deviationPercent(price, base.value);
        const counted = round(absolute(percent), rounding);
        const rate = compare(percent, zero) > 0 ? above : below;
        const exact = subtract(points, multiply(counted, rate));
        const deviation = { percent, counted };
        return compare(exact, floor) < 0
          ? { exact: floor, deviation, floor }
          : { exact, deviation };
      },
    };
  },
};
