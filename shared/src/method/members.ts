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

/** `members` is absent while everybody gave a mark: millions of names need not be written down again. */
type Column = { members: string[] | undefined; readonly units: bigint[]; sum: bigint };

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
  const columns: Column[] = items.map(() => ({ members: undefined, units: [], sum: 0n }));
  let place = 0;
  for (const member of members) {
    const sheet = sheets[member];
    let index = 0;
    for (const item of items) {
      const column = columns[index];
      const mark = sheet?.[item];
      index += 1;
      if (column === undefined) continue;
      if (mark === undefined || mark === null) {
        column.members ??= members.slice(0, place);
        continue;
      }
      const units = read(mark);
      column.members?.push(member);
      column.units.push(units);
      column.sum += units;
    }
    place += 1;
  }
  return columns.map((column) => ({ ...column, members: column.members ?? members }));
};
