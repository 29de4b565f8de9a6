import { z } from "zod";
import { at } from "./at.ts";
import { countSchema } from "./count-text.ts";

/** A plain decimal: a sign, no leading zeros, at most 18 integer digits and 6 decimals. */
const decimal = /^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?$/u;
export const drawnDecimalSchema = z.string().max(26).regex(decimal);

/**
 * One stated set of which `count` different numbers are drawn, in order: one of it for a coefficient, as many as there are
 * members where each gets a desk. `due` says in which round: `panel` with the panel itself; `bids` in a round of its own
 * once the bids are open, when nobody can bid by it any more.
 */
export const numberSetSchema = z
  .strictObject({
    name: z.string().min(1).max(64),
    from: z.array(drawnDecimalSchema).min(1).max(1000),
    count: z.int().min(1).max(1000),
    due: z.enum(["panel", "bids"]),
  })
  .refine(({ from, count }) => count <= from.length, {
    error: "asks for more than the set holds",
    path: ["count"],
  })
  // Twice the same number would have twice the chance, whatever it is written like.
  .refine(({ from }) => new Set(from.map(plain)).size === from.length, {
    error: "holds a number twice",
    path: ["from"],
  });
export type NumberSet = z.infer<typeof numberSetSchema>;

export const numberSetsSchema = z
  .array(numberSetSchema)
  .min(1)
  .max(16)
  .refine((sets) => new Set(sets.map(({ name }) => name)).size === sets.length, {
    error: "names a set twice",
  });

/** There were N ways to draw from all sets of one round, and number U of them was drawn. */
export const drawnNumbersSchema = z.strictObject({
  N: countSchema,
  U: countSchema,
  drawn: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(64),
        values: z.array(drawnDecimalSchema).min(1).max(1000),
      }),
    )
    .min(1)
    .max(16),
});
export type DrawnNumbers = z.infer<typeof drawnNumbersSchema>;

/** How many ways there are to draw from all of `sets`: the product of n·(n − 1)·…, `count` factors for a set of n. */
export function waysOf(sets: readonly NumberSet[]): bigint {
  return sets.reduce((product, { from, count }) => product * arrangements(from.length, count), 1n);
}

/**
 * Way number `U`, of `waysOf(sets)`. The first set's number is the most significant, and so is the first place within a
 * set, where what is left keeps the stated order: ways ascend as the values' places in their sets do.
 */
export function numbersAt(sets: readonly NumberSet[], U: bigint): DrawnNumbers["drawn"] {
  let left = waysOf(sets);
  let rest = U;
  return sets.map(({ name, from, count }) => {
    const remaining = [...from];
    const values: string[] = [];
    for (let place = 0; place < count; place += 1) {
      left /= BigInt(remaining.length);
      values.push(...remaining.splice(Number(rest / left), 1));
      rest %= left;
    }
    return { name, values };
  });
}

/** The number of a way: the inverse of `numbersAt`. Null when it is none of these sets. */
export function rankNumbers(
  sets: readonly NumberSet[],
  drawn: DrawnNumbers["drawn"],
): bigint | null {
  if (drawn.length !== sets.length) return null;
  let rank = 0n;
  for (const [index, { name, from, count }] of sets.entries()) {
    const stated = at(drawn, index);
    if (stated.name !== name || stated.values.length !== count) return null;
    const remaining = [...from];
    for (const value of stated.values) {
      const place = remaining.indexOf(value);
      if (place < 0) return null;
      rank = rank * BigInt(remaining.length) + BigInt(place);
      remaining.splice(place, 1);
    }
  }
  return rank;
}

/** Draws from all sets by the next number of a stream. */
export function drawNumbers(
  sets: readonly NumberSet[],
  stream: Readonly<{ uniform: (bound: bigint) => bigint }>,
): DrawnNumbers {
  const N = waysOf(sets);
  const U = stream.uniform(N);
  return { N: String(N), U: String(U), drawn: [...numbersAt(sets, U)] };
}

function arrangements(size: number, count: number): bigint {
  let product = 1n;
  for (let left = size; left > size - count; left -= 1) product *= BigInt(left);
  return product;
}

/** The one way to write a decimal that is equal to this one. */
function plain(text: string): string {
  const bare = text.includes(".") ? text.replace(/\.?0+$/u, "") : text;
  return bare === "-0" ? "0" : bare;
}
