import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { caseSchema, computeOutcome } from "@yuanping/shared/method/index.ts";
import { figureOf, type Figure } from "./spread.ts";

type Size = Readonly<{ members: number; bids: number; items: number; rounds: number }>;

const largest: Size = { members: 99, bids: 200, items: 200, rounds: 3 };
const sizes: readonly Size[] = [{ members: 15, bids: 50, items: 40, rounds: 10 }, largest];

/**
 * How long the outcome of a large and of the largest evaluation takes, every mark exact; and the command that reads the
 * largest from a file and prints it, from its start to its end.
 */
export async function benchScoring(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) {
    const evaluation = caseSchema.parse(caseOf(size));
    const name = `outcome of ${nameOf(size)}`;
    figures.push(
      await figureOf(name, "ms", size.rounds, async () => {
        const from = performance.now();
        computeOutcome(evaluation);
        return [performance.now() - from];
      }),
    );
  }
  return [...figures, await benchCommand(largest)];
}

const nameOf = ({ members, bids, items }: Size): string =>
  `${members} members × ${bids} bids × ${items} items`;

async function benchCommand(size: Size): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), "bench-score-"));
  try {
    const file = join(folder, "case.json");
    writeFileSync(file, JSON.stringify(caseOf(size)));
    const script = fileURLToPath(new URL("../score.ts", import.meta.url));
    return await figureOf(`score FILE of ${nameOf(size)}`, "ms", size.rounds, async () => {
      const from = performance.now();
      const { status } = spawnSync(process.execPath, [script, file], { maxBuffer: 2 ** 28 });
      if (status !== 0) throw new Error(`score left with ${status}`);
      return [performance.now() - from];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function caseOf({ members, bids, items }: Size) {
  const names = (letter: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  const sheet = (bid: number, member: number) =>
    Object.fromEntries(
      names("I", items).map((item, index) => [item, `${(bid + member * 7 + index) % 100}.5`]),
    );
  return {
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
  };
}
