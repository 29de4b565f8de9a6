type Place = readonly (string | number)[];

/** Values that stand where something else should: what JSON can carry, and some that it cannot. */
const intruders: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "",
  "\ud800",
  "a\u0000b",
  "１２",
  "x".repeat(100_000),
  [],
  {},
  [[[[]]]],
  nested(500),
];

/** An object within an object, `depth` times. */
export function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let n = 0; n < depth; n++) value = { value };
  return value;
}

/** Every place of a JSON value that holds a scalar, an array or an object. */
function placesOf(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== "object" || value === null) return [at];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...entries.flatMap(([key, inner]) => placesOf(inner, [...at, key]))];
}

function replaced(value: unknown, [key, ...rest]: Place, by: (inner: unknown) => unknown): unknown {
  if (key === undefined) return by(value);
  if (Array.isArray(value)) {
    return value.map((inner, n) => (n === key ? replaced(inner, rest, by) : inner));
  }
  if (typeof value !== "object" || value === null) throw new Error("the place is not there");
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === key ? replaced(inner, rest, by) : inner,
    ]),
  );
}

function withoutKey(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function valueAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)];
    return isObject(inner) ? inner[key] : undefined;
  }, value);
}

export type Altered = Readonly<{ what: string; place: Place; value: unknown }>;

/** Copies of a value, each with one place wrong: another type, a stray key, a prototype, a key missing. */
export function hostileCopies(value: unknown): readonly Altered[] {
  return placesOf(value).flatMap((place) => {
    const inner = valueAt(value, place);
    const swaps = intruders
      .filter((intruder) => kindOf(intruder) !== kindOf(inner))
      .map((intruder) => ({
        what: `${kindOf(intruder)} for ${kindOf(inner)}`,
        place,
        value: replaced(value, place, () => intruder),
      }));
    if (!isObject(inner)) return swaps;
    const stray = (key: string): Altered => ({
      what: `stray ${key}`,
      place,
      value: replaced(value, place, (object) =>
        JSON.parse(
          JSON.stringify(object).replace(
            /\}$/u,
            `${Object.keys(inner).length > 0 ? "," : ""}"${key}":{"admin":true}}`,
          ),
        ),
      ),
    });
    const missing = Object.keys(inner).map((key) => ({
      what: `no ${key}`,
      place,
      value: replaced(value, place, (object) => withoutKey(object, key)),
    }));
    return [...swaps, stray("extra"), stray("__proto__"), stray("constructor"), ...missing];
  });
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
