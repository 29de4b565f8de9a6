import { competitionRanks } from "./competition-rank.ts";
import type { Criterion } from "./method-schema.ts";
import { compare } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** What the order of a bid rests on. */
export type Standing = {
  readonly total: Rational;
  readonly evaluatedPrice: Rational | undefined;
  readonly technical: Rational;
};

type Order = (a: Standing, b: Standing) => number;

const byPrice: Order = (a, b) =>
  a.evaluatedPrice === undefined || b.evaluatedPrice === undefined
    ? 0
    : compare(a.evaluatedPrice, b.evaluatedPrice);

/** `best` tells which end of the totals wins: points want the highest, mean ranks the lowest. */
const orderOf = (criterion: Criterion, best: "highest" | "lowest"): Order => {
  switch (criterion) {
    case "total-desc":
      return best === "highest"
        ? (a, b) => compare(b.total, a.total)
        : (a, b) => compare(a.total, b.total);
    case "price-asc":
      return byPrice;
    case "technical-desc":
      return (a, b) => compare(b.technical, a.technical);
  }
};

/**
 * Ranks by the first criterion that tells two bids apart; what is still equal is joint (1, 2, 2, 4).
 * Prices only count where every bid has one: otherwise the result could depend on the file's order.
 */
export const rank = (
  standings: readonly Standing[],
  criteria: readonly Criterion[],
  best: "highest" | "lowest",
): readonly number[] => {
  const allPriced = standings.every((standing) => standing.evaluatedPrice !== undefined);
  const orders = criteria
    .filter((criterion) => criterion !== "price-asc" || allPriced)
    .map((criterion) => orderOf(criterion, best));
  return competitionRanks(standings, (a, b) => {
    for (const order of orders) {
      const difference = order(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  });
};
