import { parseDecimal } from "../decimal.ts";
import { divide, isZero, multiply, one, subtract, zero } from "../rational.ts";
import { lowestOf } from "./lowest-price.ts";
import type { PriceFormula } from "./price-formula.ts";
import type { PriceSpecOf } from "./price-spec.ts";

/** (1 − P/ceiling) × points. Japan: overall evaluation by addition (加算方式). */
export const ceilingRatio: PriceFormula<PriceSpecOf<"ceiling-ratio">> = {
  version: 1,
  over: (spec) => {
    const ceiling = parseDecimal(spec.ceiling);
    const points = parseDecimal(spec.points);
    return {
      reference: { kind: "ceiling", ceiling },
      points: (price) => ({ exact: multiply(subtract(one, divide(price, ceiling)), points) }),
    };
  },
};

/** points × (ceiling − P)/(ceiling − Pmin). Spain: Pmax × (PBL − O)/(PBL − Omin). */
export const savingRatio: PriceFormula<PriceSpecOf<"saving-ratio">> = {
  version: 1,
  over: (spec, { prices }) => {
    const ceiling = parseDecimal(spec.ceiling);
    const points = parseDecimal(spec.points);
    const lowest = lowestOf(prices);
    const largest = subtract(ceiling, lowest);
    return {
      reference: { kind: "ceiling-and-lowest", ceiling, lowest },
      points: (price) => {
        // Nobody is below the ceiling: nobody saved anything, so nobody earns points for it.
        if (isZero(largest)) return { exact: zero };
        return { exact: multiply(points, divide(subtract(ceiling, price), largest)) };
      },
    };
  },
};
