import type { OutcomeRecord } from "@yuanping/shared/contracts/outcome.ts";
import { compareDecimals, type EvaluationCase } from "@yuanping/shared/method/index.ts";

/** Where an outcome differs from what the case expects, in words; empty when it does not, or expects nothing. */
export function differences(
  { expected }: EvaluationCase,
  outcome: OutcomeRecord,
): readonly string[] {
  return Object.entries(expected ?? {}).flatMap(([bid, want]) => {
    const got = outcome.bids[bid];
    if (got === undefined) return [`${bid} has no outcome`];
    if (want.status === "rejected" || got.status === "rejected") {
      return want.status === got.status
        ? []
        : [`${bid} is ${got.status}, expected ${want.status ?? "ranked"}`];
    }
    const items = Object.entries(want.items ?? {}).filter(
      ([item, points]) => !same(got.items[item], points),
    );
    return [
      ...(same(got.total, want.total)
        ? []
        : [`${bid} has ${got.total}, expected ${want.total ?? ""}`]),
      ...(want.rank === undefined || got.rank === want.rank
        ? []
        : [`${bid} is number ${got.rank}, expected ${want.rank}`]),
      ...items.map(
        ([item, points]) =>
          `${bid} has ${got.items[item] ?? "nothing"} for ${item}, expected ${points}`,
      ),
    ];
  });
}

/** The same number, or nothing asked for. */
function same(got: string | undefined, want: string | undefined): boolean {
  return want === undefined || (got !== undefined && compareDecimals(got, want) === 0);
}
