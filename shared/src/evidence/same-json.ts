/**
 * Whether two plain JSON values have the same canonical text, without writing it. A member that is present and undefined
 * has no place in JSON and makes a value unlike any other.
 */
export function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null) return one !== undefined && one === other;
  if (typeof other !== "object" || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => sameJson(item, other[index]));
  }
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every(
    (key) => Object.hasOwn(other, key) && sameJson(Reflect.get(one, key), Reflect.get(other, key)),
  );
}
