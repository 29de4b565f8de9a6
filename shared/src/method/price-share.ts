import type { Decimal } from "./decimal.ts";
import { parseDecimal } from "./decimal.ts";
import { isScored } from "./item.ts";
import type { Method } from "./method-schema.ts";
import { givesPricePoints } from "./price-points.ts";
import { add, divide, isZero, multiply, zero } from "./rational.ts";
import type { Rational } from "./rational.ts";
import { formatDecimal } from "./rounding.ts";

const attainable = (most: string, factor: string | undefined): Rational =>
  multiply(parseDecimal(most), parseDecimal(factor ?? "1"));

/**
 * The price points as a share of all points that the method can give (87号令 55: goods at least
 * 30 %, services at least 10 %), cut to 6 places so that a share just below a limit stays below.
 * Null where the price has no points: no price part, value for money, lowest evaluated price.
 */
export const priceShare = (method: Method): Decimal | null => {
  if (method.price === null || !givesPricePoints(method.price)) return null;
  const price = attainable(method.price.points, method.price.factor);
  const technical = method.items
    .filter(isScored)
    .map((item) => attainable(item.max, item.factor))
    .reduce(add, zero);
  const all = add(price, technical);
  if (isZero(all)) return null;
  return formatDecimal(divide(price, all), { places: 6, mode: "down" });
};

/**
 * True when some prices can stay out of the base that others are measured against, which a
 * 综合评分法 of government procurement may not do (87号令 55: no highest or lowest price is dropped).
 */
export const trimsPrices = (method: Method): boolean => {
  if (method.price?.formula !== "benchmark") return false;
  const { base } = method.price;
  switch (base.kind) {
    case "stated":
      return false;
    case "mean":
    case "weighted":
      return (base.dropHigh ?? 0) + (base.dropLow ?? 0) > 0;
    case "mean-by-count":
      return base.table.some((row) => row.dropHigh + row.dropLow > 0);
    case "two-pass-mean":
      return true;
  }
};
