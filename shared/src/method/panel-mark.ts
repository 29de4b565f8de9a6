import type { Aggregate } from "./aggregate.ts";
import { meanOfUnits } from "./mark-units.ts";
import type { Rational } from "./rational.ts";

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

const middle = (sorted: readonly bigint[]): readonly bigint[] => {
  const half = Math.floor((sorted.length - 1) / 2);
  return sorted.slice(half, sorted.length - half);
};

const highest = (marks: readonly bigint[]) => marks.reduce((a, b) => (b > a ? b : a));
const lowest = (marks: readonly bigint[]) => marks.reduce((a, b) => (b < a ? b : a));

const withoutFirst = (marks: readonly bigint[], mark: bigint): readonly bigint[] =>
  marks.toSpliced(marks.indexOf(mark), 1);

/** Of equal extremes only as many go as are to be dropped. One pass each is quicker than sorting. */
const withoutEnds = (
  marks: readonly bigint[],
  { dropHigh, dropLow, fromMembers }: Extract<Aggregate, { kind: "trimmed-mean" }>,
): readonly bigint[] => {
  if (fromMembers !== undefined && marks.length < fromMembers) return marks;
  // With no more marks than there are to drop, nothing would be left to average.
  if (dropHigh + dropLow >= marks.length) return marks;
  let kept = marks;
  for (let dropped = 0; dropped < dropHigh; dropped += 1) kept = withoutFirst(kept, highest(kept));
  for (let dropped = 0; dropped < dropLow; dropped += 1) kept = withoutFirst(kept, lowest(kept));
  return kept;
};

/**
 * The marks of which the panel mark is the mean, in millionths. Only marks that were given come in:
 * a missing mark is not 0.
 */
export const countedMarks = (aggregate: Aggregate, marks: readonly bigint[]): readonly bigint[] => {
  switch (aggregate.kind) {
    case "median":
      return middle(marks.toSorted(ascending));
    case "trimmed-mean":
      return withoutEnds(marks, aggregate);
    // The dropped member's marks are already gone; ranks are summed over whole sheets.
    case "drop-member":
    case "rank-sum":
    case "mean":
      return marks;
  }
};

/** The exact panel mark of one item. @throws RangeError when no mark was given. */
export const aggregatePanelMark = (aggregate: Aggregate, marks: readonly bigint[]): Rational =>
  meanOfUnits(countedMarks(aggregate, marks));
