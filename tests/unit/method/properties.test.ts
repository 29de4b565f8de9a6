import { isDeepStrictEqual } from "node:util";
import { caseSchema, computeOutcome, trimsPrices } from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";
import type { CaseInput } from "../../support/method-case.ts";
import { randomCase } from "../../support/random-case.ts";
import { randomNumbers } from "../../support/random-number.ts";

const seeds = Array.from({ length: 400 }, (_, index) => 10_001 + index);

const outcomeOf = (input: CaseInput) => computeOutcome(caseSchema.parse(input));
const rankOf = (input: CaseInput, bid: string): number => {
  const found = outcomeOf(input).bids[bid];
  return found?.status === "ranked" ? found.rank : Number.POSITIVE_INFINITY;
};

/** Seeds for which a promise does not hold; a failing test names them. */
const broken = (holds: (input: CaseInput, seed: number) => boolean): number[] =>
  seeds.filter((seed) => !holds(randomCase(seed), seed));

const reversed = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).toReversed());

describe("for any case", () => {
  it("the order of bids, members, items and givens changes nothing", () => {
    const turned = (input: CaseInput): CaseInput => ({
      ...input,
      bids: input.bids.toReversed(),
      items: (input.items ?? []).toReversed(),
      marks: reversed(
        Object.fromEntries(
          Object.entries(input.marks).map(([bid, sheets]) => [
            bid,
            reversed(
              Object.fromEntries(
                Object.entries(sheets).map(([member, sheet]) => [member, reversed(sheet)]),
              ),
            ),
          ]),
        ),
      ),
    });
    // Which of several failed clauses a rejection names may follow the order of the items.
    const standing = (input: CaseInput) =>
      Object.fromEntries(
        Object.entries(outcomeOf(input).bids).map(([id, bid]) => [
          id,
          bid.status === "ranked" ? bid : bid.status,
        ]),
      );
    expect(broken((input) => isDeepStrictEqual(standing(input), standing(turned(input))))).toEqual(
      [],
    );
  });

  it("under the mean, raising one's own mark never lowers one's rank", () => {
    const raised = (input: CaseInput, bid: string, item: string): CaseInput => ({
      ...input,
      marks: {
        ...input.marks,
        [bid]: { ...input.marks[bid], E0: { ...input.marks[bid]?.["E0"], [item]: "40" } },
      },
    });
    const holds = (random: CaseInput, seed: number) => {
      const input: CaseInput = {
        ...random,
        aggregate: { kind: "mean" },
        missing: "leave-out",
        items: (random.items ?? []).filter(({ kind }) => kind === "subjective"),
        marks: Object.fromEntries(
          Object.entries(random.marks).map(([bid, sheets]) => [
            bid,
            Object.fromEntries(
              Object.entries(sheets).map(([member, sheet]) => [
                member,
                Object.fromEntries(
                  (random.items ?? [])
                    .filter(({ kind }) => kind === "subjective")
                    // Without this, the mark of E0 could already be above the 40 it is raised to.
                    .map(({ id }) => [id, member === "E0" ? "12.3" : (sheet[id] ?? null)]),
                ),
              ]),
            ),
          ]),
        ),
      };
      const [first] = input.items ?? [];
      if (first === undefined) return true;
      const { id: bid = "" } =
        input.bids[randomNumbers(seed).whole(0, input.bids.length - 1)] ?? {};
      // A bid that a floor rejected may come in and push its price into the base; others stay.
      if (rankOf(input, bid) === Number.POSITIVE_INFINITY) return true;
      return rankOf(raised(input, bid, first.id), bid) <= rankOf(input, bid);
    };
    expect(broken(holds)).toEqual([]);
  });

  it("scaling all prices changes nothing where the lowest price is the measure", () => {
    const scaled = (text: string): string => `${BigInt(text.replace(".", "")) * 7n}`;
    const holds = (random: CaseInput) => {
      const price = { formula: "lowest-over-price" as const, points: "30" };
      // One decimal for all, so that dropping the point scales all by the same 10.
      const bids = random.bids.map((bid) => ({ ...bid, price: `${bid.price?.split(".")[0]}.5` }));
      const larger = bids.map((bid) => ({ ...bid, price: scaled(bid.price) }));
      return isDeepStrictEqual(
        outcomeOf({ ...random, price, bids }).bids,
        outcomeOf({ ...random, price, bids: larger }).bids,
      );
    };
    expect(broken(holds)).toEqual([]);
  });

  it("trimming marks never touches a price under 87号令", () => {
    const price = { formula: "lowest-over-price" as const, points: "30" };
    const pricesOf = (input: CaseInput) =>
      Object.values(outcomeOf(input).bids).map((bid) =>
        bid.status === "ranked" ? bid.price : null,
      );
    const holds = (random: CaseInput) => {
      // Floors would let the aggregate decide who is valid, and so whose price is the lowest.
      const items = (random.items ?? []).map((item) => {
        const { floor: _floor, ...rest } = "floor" in item ? item : { ...item, floor: undefined };
        return rest;
      });
      const { technicalFloor: _technicalFloor, ...free } = { ...random, items, price };
      const plain = { ...free, aggregate: { kind: "mean" as const } };
      const trimmed = {
        ...free,
        aggregate: { kind: "trimmed-mean" as const, dropHigh: 1, dropLow: 1 },
      };
      return (
        !trimsPrices(caseSchema.parse(trimmed)) &&
        isDeepStrictEqual(pricesOf(plain), pricesOf(trimmed))
      );
    };
    expect(broken(holds)).toEqual([]);
  });

  it("the same input gives the same outcome, and is left as it was", () => {
    const holds = (input: CaseInput) => {
      const evaluation = caseSchema.parse(input);
      const before = structuredClone(evaluation);
      return (
        isDeepStrictEqual(computeOutcome(evaluation), computeOutcome(evaluation)) &&
        isDeepStrictEqual(before, evaluation)
      );
    };
    expect(broken(holds)).toEqual([]);
  });
});
