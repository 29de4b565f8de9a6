import type { MarkReader } from "./mark-units.ts";
import type { Marks, Sheet } from "./marks.ts";

/**
 * The marks on one item of one bid in millionths of a point: `units[i]` is the mark of `members[i]`.
 * Two lists instead of a list of pairs, because the largest panel has millions of marks.
 */
export type GivenMarks = {
  readonly members: readonly string[];
  readonly units: readonly bigint[];
  readonly sum: bigint;
};

/** Every member who appears in the marks, sorted, so that the order of a file never matters. */
export const membersOf = (marks: Marks): readonly string[] =>
  [...new Set(Object.values(marks).flatMap((sheets) => Object.keys(sheets)))].toSorted();

export const sheetsOf = (marks: Marks, bid: string): { readonly [member: string]: Sheet } =>
  Object.hasOwn(marks, bid) ? (marks[bid] ?? {}) : {};

type Column = { readonly members: string[]; readonly units: bigint[]; sum: bigint };

/**
 * The marks that were given on each of the items of one bid: who left one empty does not appear.
 * Walks sheet by sheet, as they lie in memory.
 */
export const givenMarks = (
  sheets: { readonly [member: string]: Sheet },
  members: readonly string[],
  items: readonly string[],
  read: MarkReader,
): readonly GivenMarks[] => {
  const columns: Column[] = items.map(() => ({ members: [], units: [], sum: 0n }));
  for (const member of members) {
    const sheet = sheets[member];
    if (sheet === undefined) continue;
    let index = 0;
    for (const item of items) {
      const column = columns[index];
      const mark = sheet[item];
      index += 1;
      if (column === undefined || mark === undefined || mark === null) continue;
      const units = read(mark);
      column.members.push(member);
      column.units.push(units);
      column.sum += units;
    }
  }
  return columns;
};
