/** How measured values spread; in the unit they were measured in. */
export type Spread = Readonly<{
  count: number;
  min: number;
  median: number;
  p95: number;
  p99: number;
  max: number;
}>;

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    rounded(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return {
    count: sorted.length,
    min: rounded(sorted[0] ?? 0),
    median: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
  };
}

/** Three digits after the point below a hundred, none above. */
function rounded(value: number): number {
  return value < 100 ? Math.round(value * 1000) / 1000 : Math.round(value);
}

/** For what is measured a few times only. */
export type Percentiles = Readonly<{ count: number; p50: number; p95: number; max: number }>;

export function percentilesOf(values: readonly number[]): Percentiles {
  const { count, median, p95, max } = spreadOf(values.map((value) => Math.round(value)));
  return { count, p50: median, p95, max };
}

/** One figure of a benchmark: what it is, in which unit, over how many rounds. */
export type Figure = Readonly<{ name: string; unit: string; rounds: number; spread: Spread }>;

/** Runs `round` this often, one after another, and gathers its values into one figure. */
export async function figureOf(
  name: string,
  unit: string,
  rounds: number,
  round: (index: number) => Promise<readonly number[]>,
): Promise<Figure> {
  const values: number[] = [];
  for (let index = 0; index < rounds; index += 1) values.push(...(await round(index)));
  return { name, unit, rounds, spread: spreadOf(values) };
}
