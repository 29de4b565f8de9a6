/**
 * Standard competition ranks, the best first: equal entries share the better rank and the next ones
 * skip, 1, 2, 2, 4. `order` is negative when `a` is better than `b`; ranks come in input order.
 */
export const competitionRanks = <Entry>(
  entries: readonly Entry[],
  order: (a: Entry, b: Entry) => number,
): readonly number[] => {
  const positions = entries
    .map((entry, index) => ({ entry, index }))
    .toSorted((a, b) => order(a.entry, b.entry));
  const ranks: number[] = entries.map(() => 0);
  let rank = 1;
  positions.forEach(({ entry, index }, place) => {
    const before = positions[place - 1];
    if (before !== undefined && order(before.entry, entry) !== 0) rank = place + 1;
    ranks[index] = rank;
  });
  return ranks;
};
