/**
 * The same function, computed once for each value that it is asked of: everybody in a room is shown the same state, and what
 * does not depend on who looks need not be found out for each of them. Only for values that never change.
 */
export function oncePer<Key extends object, Value>(
  compute: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, Readonly<{ value: Value }>>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}
