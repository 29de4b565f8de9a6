/** On which other pages, of `most` rooms each, there are rooms with a grave alarm: one entry a room, in their order. */
export function alarmedElsewhere(
  graves: readonly boolean[],
  most: number,
  here: number,
): readonly number[] {
  return graves.flatMap((isGrave, index) => {
    const page = Math.floor(index / most);
    return isGrave && page !== here ? [page] : [];
  });
}
