import type { Aggregate } from "./aggregate.ts";
import { compareDecimals } from "./decimal.ts";
import type { Item } from "./item.ts";
import type { PriceSpec } from "./price/price-spec.ts";

/** Where the input contradicts itself, and how. */
export type Fault = { readonly path: readonly (string | number)[]; readonly message: string };

type MethodLike = {
  readonly items: readonly Item[];
  readonly aggregate: Aggregate;
  readonly missing: "refuse" | "leave-out";
  readonly price: PriceSpec | null;
  readonly order: readonly string[];
};

/** The positions of the values that occurred before. */
export const repeated = (values: readonly string[]): readonly number[] => {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [index];
    seen.add(value);
    return [];
  });
};

const limitFaults = (price: PriceSpec | null): readonly Fault[] => {
  if (price?.lowest === undefined || price.highest === undefined) return [];
  if (compareDecimals(price.lowest, price.highest) <= 0) return [];
  return [{ path: ["price", "lowest"], message: "must not be above price.highest" }];
};

const floorFaults = (items: readonly Item[]): readonly Fault[] =>
  items.flatMap((item, index) =>
    item.kind !== "pass-fail" &&
    item.floor !== undefined &&
    compareDecimals(item.floor, item.max) > 0
      ? [{ path: ["items", index, "floor"], message: "must not be above the item's max" }]
      : [],
  );

/** What a schema of single fields cannot see: doubled ids, crossed limits, rules that exclude. */
export const methodFaults = (method: MethodLike): readonly Fault[] => [
  ...repeated(method.items.map((item) => item.id)).map((index) => ({
    path: ["items", index, "id"],
    message: "must not be used twice",
  })),
  ...repeated(method.order).map((index) => ({
    path: ["order", index],
    message: "must not be used twice",
  })),
  ...limitFaults(method.price),
  ...floorFaults(method.items),
  // A member with an empty mark would rank that bid as if the mark were 0.
  ...(method.aggregate.kind === "rank-sum" && method.missing === "leave-out"
    ? [{ path: ["missing"], message: "must be refuse: ranks need complete sheets" }]
    : []),
];
