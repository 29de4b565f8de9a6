import { at } from "./at.ts";
import type { Cell, Group, GroupClass } from "./grouping.ts";

/** Experts of alike employers with the same specialties: the rules cannot tell them apart. */
export interface ExpertKind {
  readonly seats: readonly number[];
  /** How many of this kind each group of the type has. */
  readonly perGroup: number;
}

/** Employers of one cell with the same number of experts of each kind. */
export interface GroupType {
  readonly cell: number;
  readonly kinds: readonly ExpertKind[];
  readonly groups: readonly Group[];
}

/** Splits every class into types, in the order of the classes and their groups. */
export function groupTypes(cells: readonly Cell[]): readonly GroupType[] {
  return cells.flatMap((classes, cell) => classes.flatMap((one) => typesIn(one, cell)));
}

function typesIn(members: GroupClass, cell: number): readonly GroupType[] {
  const bySignature = Map.groupBy(members.groups, kindSignature);
  return [...bySignature].map(([, groups]) => ({ cell, kinds: kindsOf(at(groups, 0)), groups }));
}

function kindSignature(group: Group): string {
  return kindsOf(group)
    .map(({ seats, perGroup }) => `${seats.join(".")}x${perGroup}`)
    .join(";");
}

function kindsOf(group: Group): readonly ExpertKind[] {
  const counts = new Map<string, { seats: readonly number[]; perGroup: number }>();
  for (const { seats } of group.members) {
    const key = seats.join(".");
    const known = counts.get(key);
    counts.set(key, { seats, perGroup: (known?.perGroup ?? 0) + 1 });
  }
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}

/** How many experts hold each specialty. */
export function holdersPerSeat(types: readonly GroupType[], seatCount: number): readonly number[] {
  const holders = Array.from({ length: seatCount }, () => 0);
  for (const { kinds, groups } of types) {
    for (const { seats, perGroup } of kinds) {
      for (const seat of seats) holders[seat] = at(holders, seat) + perGroup * groups.length;
    }
  }
  return holders;
}
