import { z } from "zod";
import { decimalSchema, parseDecimal } from "./decimal.ts";
import type { Fault } from "./method-faults.ts";
import { priceSpecSchema, type PriceSpec } from "./price/price-spec.ts";
import { compare, divide, one, rational, subtract } from "./rational.ts";
import { formatDecimal } from "./rounding.ts";

/**
 * Coefficients of a benchmark that are drawn by lot once the bids are open: K and C of the weighted base, the percentage
 * that the mean drops by, and E above and below the base.
 */
export const drawnCoefficientSchema = z.strictObject({
  name: z.enum(["k", "c", "drop", "above", "below"]),
  /** The stated set; one of it is drawn. */
  from: z.array(decimalSchema).min(2).max(1000),
});
export type DrawnCoefficient = z.infer<typeof drawnCoefficientSchema>;
export type CoefficientName = DrawnCoefficient["name"];
/** What was drawn, by coefficient. */
export type DrawnValues = Readonly<Partial<Record<CoefficientName, string>>>;

type WithPrice = Readonly<{
  price: PriceSpec | null;
  drawn?: readonly DrawnCoefficient[] | undefined;
}>;

/** The method with what was drawn in its places; what was not drawn keeps the value that stands in for it. */
export function withDrawn<M extends WithPrice>(method: M, values: DrawnValues): Omit<M, "drawn"> {
  const { drawn = [], ...rest } = method;
  return {
    ...rest,
    price: drawn.reduce((price, { name }) => {
      const value = values[name];
      return price === null || value === undefined ? price : withCoefficient(price, name, value);
    }, method.price),
  };
}

/**
 * Where a set does not fit its method: a coefficient that the price formula has no place for, a number that cannot stand
 * there, one that is there twice, or a stand-in that is none of them.
 */
export function drawnFaults({ price, drawn = [] }: WithPrice): readonly Fault[] {
  return drawn.flatMap(({ name, from }, index) => {
    const path = ["drawn", index];
    if (drawn.findIndex((other) => other.name === name) < index) {
      return [{ path: [...path, "name"], message: "must not be drawn twice" }];
    }
    const standIn = price === null ? undefined : standInOf(price, name);
    if (price === null || standIn === undefined) {
      return [{ path: [...path, "name"], message: "has no place in this price formula" }];
    }
    const unfit = from.findIndex(
      (value) => !priceSpecSchema.safeParse(withCoefficient(price, name, value)).success,
    );
    if (unfit >= 0) {
      return [{ path: [...path, "from", unfit], message: "cannot be such a coefficient" }];
    }
    const twice = from.findIndex(
      (value, place) => from.findIndex((other) => isEqual(other, value)) < place,
    );
    if (twice >= 0) return [{ path: [...path, "from", twice], message: "must not be there twice" }];
    const isAmong = from.some((value) => isEqual(placed(name, value), standIn));
    return isAmong
      ? []
      : [{ path: [...path, "from"], message: "must hold the value that the price formula states" }];
  });
}

function isEqual(left: string, right: string): boolean {
  return compare(parseDecimal(left), parseDecimal(right)) === 0;
}

/** What the price formula states in the coefficient's place; undefined where it has none. */
function standInOf(price: PriceSpec, name: CoefficientName): string | undefined {
  if (price.formula !== "benchmark") return undefined;
  const { base, abovePerPercent, belowPerPercent } = price;
  switch (name) {
    case "k":
      return base.kind === "weighted" ? base.k : undefined;
    case "c":
      return base.kind === "weighted" ? base.c : undefined;
    case "drop":
      return base.kind === "weighted" || base.kind === "stated" ? undefined : (base.times ?? "1");
    case "above":
      return abovePerPercent;
    case "below":
      return belowPerPercent;
  }
}

function withCoefficient(price: PriceSpec, name: CoefficientName, value: string): PriceSpec {
  if (price.formula !== "benchmark") return price;
  const { base } = price;
  const text = placed(name, value);
  switch (name) {
    case "k":
      return base.kind === "weighted" ? { ...price, base: { ...base, k: text } } : price;
    case "c":
      return base.kind === "weighted" ? { ...price, base: { ...base, c: text } } : price;
    case "drop":
      return base.kind === "weighted" || base.kind === "stated"
        ? price
        : { ...price, base: { ...base, times: text } };
    case "above":
      return { ...price, abovePerPercent: text };
    case "below":
      return { ...price, belowPerPercent: text };
  }
}

/** As the formula takes it. */
function placed(name: CoefficientName, value: string): string {
  return name === "drop" ? factorAfterDrop(value) : value;
}

/** What a mean is multiplied by when it drops by so many percent: 0.97 for 3. `percent` is a decimal. */
export function factorAfterDrop(percent: string): string {
  return formatDecimal(subtract(one, divide(parseDecimal(percent), rational(100n))), undefined);
}
