import { z } from "zod";
import { at } from "./at.ts";
import { classTotals } from "./class-totals.ts";
import { unitChances } from "./chances.ts";
import { wantedChances, CHANCE_TOLERANCE } from "./equal-law.ts";
import { compare, fraction, plus, ZERO, type Fraction } from "./fraction.ts";
import type { PreparedDraw, CountedDraw } from "./prepare.ts";
import { compareBytewise } from "./order.ts";
import { isDrawRefusal, type DrawRefusal } from "./refusal.ts";
import { integers } from "./ring.ts";
import type { DrawSpec, PoolEntry } from "./spec.ts";

const name = z.string().min(1).max(200);
/** A chance as a fraction in lowest terms: "3/40". */
const chance = z
  .string()
  .regex(/^(?:0|[1-9][0-9]*)\/[1-9][0-9]*$/u)
  .max(40_000);

/**
 * The chances that the equal law aims at.
 * - `equal`: everybody's chance is the sum over the specialties that they hold.
 * - `leximin`: the rules forbid that; `rest` is the chance of everyone whom `others` does not name.
 */
export const targetsSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("equal"),
    seats: z.array(z.strictObject({ seat: name, chance })),
  }),
  z.strictObject({
    kind: z.literal("leximin"),
    rest: chance,
    others: z.array(z.strictObject({ chance, refs: z.array(name) })),
  }),
]);
export type StatedTargets = z.infer<typeof targetsSchema>;

/** What the rules permit at best, from the rules and the pool alone; weights play no part. */
export function statedTargets(
  spec: DrawSpec,
  pool: readonly PoolEntry[],
): StatedTargets | DrawRefusal {
  const wanted = wantedChances(spec, pool);
  if (isDrawRefusal(wanted)) return wanted;
  const { prepared, types, targets, chances } = wanted;
  if (chances === "equal") return { kind: "equal", seats: equalSeats(prepared) };
  const refsOf = new Map<string, string[]>();
  for (const [i, { kinds, groups }] of types.entries()) {
    const byKind = new Map(
      kinds.map(({ seats }, kind) => [seats.join("."), textOf(at(at(targets, i), kind))]),
    );
    for (const { ref, seats } of groups.flatMap(({ members }) => members)) {
      const text = byKind.get(seats.join(".")) ?? textOf(ZERO);
      const refs = refsOf.get(text);
      if (refs === undefined) refsOf.set(text, [ref]);
      else refs.push(ref);
    }
  }
  const levels = [...refsOf]
    .map(([text, refs]) => ({ chance: text, refs: refs.toSorted(compareBytewise) }))
    .toSorted(
      (a, b) => b.refs.length - a.refs.length || compare(valueOf(a.chance), valueOf(b.chance)),
    );
  const [rest, ...others] = levels;
  return {
    kind: "leximin",
    rest: rest?.chance ?? textOf(ZERO),
    others: others.toSorted((a, b) => compare(valueOf(a.chance), valueOf(b.chance))),
  };
}

function equalSeats({ problem, cells }: PreparedDraw) {
  const holders = problem.specialties.map(() => 0);
  for (const { groups } of cells.flat()) {
    for (const { seats } of groups.flatMap(({ members }) => members)) {
      for (const seat of seats) holders[seat] = at(holders, seat) + 1;
    }
  }
  return problem.specialties.map((seat, i) => ({
    seat,
    chance: textOf(fraction(BigInt(at(problem.quotas, i)), BigInt(at(holders, i)))),
  }));
}

/** The first expert whose exact chance under the sealed weights misses the target by more than 1e-5 of it. */
export function missedTarget(
  draw: CountedDraw,
  targets: StatedTargets,
): Readonly<{ ref: string; chance: string; target: string }> | null {
  const targetOf = targetReader(draw, targets);
  const scale = BigInt(Math.round(1 / CHANCE_TOLERANCE));
  for (const { members, seatTotals } of classTotals(draw.counted, draw.space, integers)) {
    const units = unitChances(seatTotals, members.seatWeights, members.groups.length);
    for (const { ref, seats, weight } of members.groups.flatMap((group) => group.members)) {
      const found = BigInt(weight) * seats.reduce((sum, seat) => sum + at(units, seat), 0n);
      const target = targetOf(ref, seats);
      const error = found * target.under - target.over * draw.N;
      if ((error < 0n ? -error : error) * scale > target.over * draw.N) {
        return { ref, chance: textOf(fraction(found, draw.N)), target: textOf(target) };
      }
    }
  }
  return null;
}

function targetReader(
  { problem }: CountedDraw,
  targets: StatedTargets,
): (ref: string, seats: readonly number[]) => Fraction {
  if (targets.kind === "leximin") {
    const rest = valueOf(targets.rest);
    const named = new Map(
      targets.others.flatMap(({ chance: text, refs }) => refs.map((ref) => [ref, valueOf(text)])),
    );
    return (ref) => named.get(ref) ?? rest;
  }
  const bySeat = new Map(targets.seats.map(({ seat, chance: text }) => [seat, valueOf(text)]));
  const perSeat = problem.specialties.map((seat) => bySeat.get(seat) ?? ZERO);
  const known = new Map<string, Fraction>();
  return (_, seats) => {
    const key = seats.join(".");
    const found = known.get(key) ?? seats.map((seat) => at(perSeat, seat)).reduce(plus, ZERO);
    known.set(key, found);
    return found;
  };
}

function textOf({ over, under }: Fraction): string {
  return `${over}/${under}`;
}

function valueOf(text: string): Fraction {
  const [over = "0", under = "1"] = text.split("/");
  return fraction(BigInt(over), BigInt(under));
}
