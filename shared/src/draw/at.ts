/** The element that must be there. A miss is a fault of this program, never of its input. */
export function at<T>(list: { readonly [index: number]: T }, index: number): T {
  const element = list[index];
  if (element === undefined) throw new RangeError(`no element at ${index}`);
  return element;
}
