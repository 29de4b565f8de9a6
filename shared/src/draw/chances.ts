import { at } from "./at.ts";
import { classTotals } from "./class-totals.ts";
import type { CountedDraw } from "./prepare.ts";
import { integers } from "./ring.ts";

/** One expert's chance to fill one seat is `weight / N`, exactly. */
export interface SeatChance {
  readonly ref: string;
  /** The specialty. */
  readonly seat: string;
  readonly weight: bigint;
}

/** The smallest and largest chance of anyone to fill a seat of one specialty, over N. */
export interface ChanceRange {
  readonly seat: string;
  readonly experts: number;
  readonly smallest: bigint;
  readonly largest: bigint;
}

/**
 * Exact chances of every expert and seat, in the count's own order. They are chances of one try:
 * where an employer spans regions, panels rejected later still count.
 */
export function* seatChances(draw: CountedDraw): Generator<SeatChance> {
  for (const { members, seatTotals } of classTotals(draw.counted, draw.space, integers)) {
    const unit = unitChances(seatTotals, members.seatWeights, members.groups.length);
    for (const group of members.groups) {
      for (const { ref, seats, weight } of group.members) {
        for (const seat of seats) {
          const specialty = at(draw.problem.specialties, seat);
          yield { ref, seat: specialty, weight: BigInt(weight) * at(unit, seat) };
        }
      }
    }
  }
}

/** What weight one holds in N for a weight of 1 in a seat; exact, because all of a class share it. */
export function unitChances(
  totals: readonly bigint[],
  seatWeights: readonly number[],
  groupCount: number,
): readonly bigint[] {
  return totals.map((total, seat) => {
    const shared = BigInt(at(seatWeights, seat)) * BigInt(groupCount);
    return shared === 0n ? 0n : total / shared;
  });
}

/** The range of chances per specialty, to be published before the draw. */
export function chanceRanges(draw: CountedDraw): readonly ChanceRange[] {
  const ranges = new Map<string, { experts: number; smallest: bigint; largest: bigint }>();
  for (const { seat, weight } of seatChances(draw)) {
    const range = ranges.get(seat);
    if (range === undefined) ranges.set(seat, { experts: 1, smallest: weight, largest: weight });
    else {
      range.experts += 1;
      if (weight < range.smallest) range.smallest = weight;
      if (weight > range.largest) range.largest = weight;
    }
  }
  return draw.problem.specialties.map((seat) => ({
    seat,
    ...(ranges.get(seat) ?? { experts: 0, smallest: 0n, largest: 0n }),
  }));
}
