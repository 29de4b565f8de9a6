import { caseSchema, computeOutcome } from "@yuanping/shared/method/index.ts";
import { figureOf, type Figure } from "./spread.ts";

type Size = Readonly<{ members: number; bids: number; items: number; rounds: number }>;

const sizes: readonly Size[] = [
  { members: 15, bids: 50, items: 40, rounds: 10 },
  { members: 99, bids: 200, items: 200, rounds: 3 },
];

/** How long the outcome of a large and of the largest evaluation takes, every mark exact. */
export async function benchScoring(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) {
    const evaluation = caseOf(size);
    const name = `outcome of ${size.members} members × ${size.bids} bids × ${size.items} items`;
    figures.push(
      await figureOf(name, "ms", size.rounds, async () => {
        const from = performance.now();
        computeOutcome(evaluation);
        return [performance.now() - from];
      }),
    );
  }
  return figures;
}

function caseOf({ members, bids, items }: Size) {
  const names = (letter: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  const sheet = (bid: number, member: number) =>
    Object.fromEntries(
      names("I", items).map((item, index) => [item, `${(bid + member * 7 + index) % 100}.5`]),
    );
  return caseSchema.parse({
    format: "evaluation-case/1",
    bids: names("B", bids).map((id, index) => ({ id, price: `${1000 + index}` })),
    items: names("I", items).map((id) => ({ id, kind: "subjective", max: "100", factor: "0.35" })),
    aggregate: { kind: "mean" },
    price: { formula: "lowest-over-price", points: "30" },
    order: ["total-desc", "price-asc"],
    marks: Object.fromEntries(
      names("B", bids).map((bid, row) => [
        bid,
        Object.fromEntries(names("E", members).map((member, index) => [member, sheet(row, index)])),
      ]),
    ),
  });
}
