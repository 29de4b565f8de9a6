import { parseDecimal } from "../decimal.ts";
import { compare, divide, larger, multiply, one, smaller, subtract } from "../rational.ts";
import type { Rational } from "../rational.ts";
import type { PriceFormula } from "./price-formula.ts";
import type { PriceSpecOf } from "./price-spec.ts";

export const lowestOf = (prices: readonly Rational[]): Rational => prices.reduce(smaller);

/** min(P)/P × points. 87号令 55; Poland Cmin/C × 100; QCBS with 100 points and factor P. */
export const lowestOverPrice: PriceFormula<PriceSpecOf<"lowest-over-price">> = {
  version: 1,
  over: (spec, { prices }) => {
    const lowest = lowestOf(prices);
    const points = parseDecimal(spec.points);
    return {
      reference: { kind: "lowest", lowest },
      points: (price) => ({ exact: multiply(divide(lowest, price), points) }),
    };
  },
};

/** points × (1 − (P − Pmin)/Pmin), not below a floor where one is stated. South Africa 80/20, 90/10. */
export const excessOverLowest: PriceFormula<PriceSpecOf<"excess-over-lowest">> = {
  version: 1,
  over: (spec, { prices }) => {
    const lowest = lowestOf(prices);
    const points = parseDecimal(spec.points);
    const floor = spec.floor === undefined ? undefined : parseDecimal(spec.floor);
    return {
      reference: { kind: "lowest", lowest },
      points: (price) => {
        const excess = divide(subtract(price, lowest), lowest);
        const exact = multiply(points, subtract(one, excess));
        if (floor === undefined || compare(exact, floor) >= 0) return { exact };
        return { exact: larger(exact, floor), floor };
      },
    };
  },
};
