import type { Row } from "./mark-rows.ts";
import type { MarkReader } from "./mark-units.ts";

/**
 * The marks on one item of one bid in millionths of a point: `units[i]` is the mark of `members[i]`.
 * Two lists instead of a list of pairs, because the largest panel has millions of marks.
 */
export type GivenMarks = {
  readonly members: readonly string[];
  readonly units: readonly bigint[];
  readonly sum: bigint;
};

/** `members` is absent while everybody gave a mark: millions of names need not be written down again. */
type Column = { members: string[] | undefined; readonly units: bigint[]; sum: bigint };

/**
 * The marks that were given on each of the items of one bid, the items named by their positions: who
 * left one empty does not appear. Walks sheet by sheet, as they lie in memory.
 */
export const givenMarks = (
  rows: ReadonlyMap<string, Row>,
  members: readonly string[],
  positions: readonly number[],
  read: MarkReader,
): readonly GivenMarks[] => {
  const columns: Column[] = positions.map(() => ({ members: undefined, units: [], sum: 0n }));
  let place = 0;
  for (const member of members) {
    const row = rows.get(member);
    let index = 0;
    for (const position of positions) {
      const column = columns[index];
      const mark = row?.[position];
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
