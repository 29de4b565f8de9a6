import { at } from "./at.ts";
import { ascends, compareBytewise } from "./order.ts";
import type { DrawProblem } from "./problem.ts";

/** An expert who can fill at least one seat of the panel. */
export interface Member {
  readonly ref: string;
  /** Indices of the specialties that the expert holds, ascending. */
  readonly seats: readonly number[];
  readonly weight: number;
  /** The true employer, which may have groups in several cells. */
  readonly employer: string | null;
}

/** The experts of one employer in one cell, of whom at most one may sit; sorted by ref. */
export interface Group {
  /** The employer or, of an expert who shares none, the ref. */
  readonly key: string;
  readonly isLone: boolean;
  readonly members: readonly Member[];
}

/** Groups of one cell with the same weight per seat, which a count cannot tell apart. */
export interface GroupClass {
  /** Sum of the weights of a group's members who can fill each seat. */
  readonly seatWeights: readonly number[];
  /** Sorted by employer. */
  readonly groups: readonly Group[];
}

/** The classes of one cell, sorted by their weights. */
export type Cell = readonly GroupClass[];

/**
 * Sorts the experts into cells, employers and classes. The order of the pool's rows leaves no
 * trace: everything is sorted by employer and ref, as bytes.
 *
 * @param cellOf the cell number of a region
 */
export function groupPool(
  problem: DrawProblem,
  cellCount: number,
  cellOf: (region: string) => number,
): readonly Cell[] {
  const cells = Array.from({ length: cellCount }, () => new Map<string, Member[]>());
  const lone = Array.from({ length: cellCount }, (): Group[] => []);
  const seatLists = seatListReader(problem.specialties);
  for (const entry of problem.pool) {
    const seats = seatLists(entry.specialties);
    if (seats.length === 0) continue;
    const cell = cellOf(entry.region);
    const employer = problem.onePerEmployer ? entry.employer : null;
    const weight = problem.weighted ? entry.weight : 1;
    const member = { ref: entry.ref, seats, weight, employer };
    if (employer === null) {
      at(lone, cell).push({ key: entry.ref, isLone: true, members: [member] });
      continue;
    }
    const colleagues = at(cells, cell).get(employer);
    if (colleagues === undefined) at(cells, cell).set(employer, [member]);
    else colleagues.push(member);
  }
  return cells.map((employers, cell) => {
    const groups = at(lone, cell);
    for (const [key, members] of employers) {
      groups.push({
        key,
        isLone: false,
        members: ascends(members) ? members : members.toSorted(byRef),
      });
    }
    return classesOf(groups, problem.specialties.length);
  });
}

function seatListReader(specialties: readonly string[]): (held: readonly string[]) => number[] {
  const seatOf = new Map(specialties.map((specialty, seat) => [specialty, seat]));
  const known = new Map<string, number[]>();
  return (held) => {
    const key = held.length === 1 ? at(held, 0) : held.join("\u0000");
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const seats = new Set<number>();
    for (const specialty of held) {
      const seat = seatOf.get(specialty);
      if (seat !== undefined) seats.add(seat);
    }
    const sorted = [...seats].toSorted((a, b) => a - b);
    known.set(key, sorted);
    return sorted;
  };
}

function classesOf(groups: readonly Group[], seatCount: number): Cell {
  const classes = new Map<string, { seatWeights: readonly number[]; groups: Group[] }>();
  for (const group of groups) {
    const seatWeights = weightPerSeat(group.members, seatCount);
    const signature = seatWeights.join(",");
    const found = classes.get(signature);
    if (found === undefined) classes.set(signature, { seatWeights, groups: [group] });
    else found.groups.push(group);
  }
  for (const one of classes.values()) one.groups.sort(byKey);
  return [...classes.values()].toSorted((a, b) => compareWeights(a.seatWeights, b.seatWeights));
}

/** An employer comes before an expert of the same name who has none. */
function byKey(left: Group, right: Group): number {
  return compareBytewise(left.key, right.key) || Number(left.isLone) - Number(right.isLone);
}

function byRef(left: Member, right: Member): number {
  return compareBytewise(left.ref, right.ref);
}

function weightPerSeat(members: readonly Member[], seatCount: number): readonly number[] {
  const sums = Array.from({ length: seatCount }, () => 0);
  for (const member of members) {
    for (const seat of member.seats) sums[seat] = at(sums, seat) + member.weight;
  }
  return sums;
}

function compareWeights(left: readonly number[], right: readonly number[]): number {
  for (const [seat, weight] of left.entries()) {
    if (weight !== at(right, seat)) return weight - at(right, seat);
  }
  return 0;
}

/** Employers with experts in more than one cell, whose panels may be drawn and then rejected. */
export function spanningEmployers(cells: readonly Cell[]): readonly string[] {
  const cellOf = new Map<string, number>();
  const spanning = new Set<string>();
  for (const [cell, classes] of cells.entries()) {
    for (const { groups } of classes) {
      for (const { members } of groups) {
        const employer = at(members, 0).employer;
        if (employer === null) continue;
        if ((cellOf.get(employer) ?? cell) !== cell) spanning.add(employer);
        cellOf.set(employer, cell);
      }
    }
  }
  return [...spanning].toSorted(compareBytewise);
}
