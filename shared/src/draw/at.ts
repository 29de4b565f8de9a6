/** The element that must be there. A miss is a fault of this program, never of its input. */
export function at<T>(list: { readonly [index: number]: T }, index: number): T {
  const element = list[index];
  if (element === undefined) throw new RangeError(`no element at ${index}`);
  return element;
}

/** A packed list of the same value; faster to make and to walk than a sparse or typed one here. */
export function repeated<T>(value: T, length: number): T[] {
  const list: T[] = [];
  for (let i = 0; i < length; i += 1) list.push(value);
  return list;
}
