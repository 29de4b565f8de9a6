export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonPath = readonly (string | number)[];

export interface Alteration {
  readonly path: JsonPath;
  /** The whole value with that one place altered. */
  readonly value: Json;
}

/** Copies of a JSON value, each with one scalar altered to another of the same shape. */
export function alterations(original: unknown): readonly Alteration[] {
  const copy: Json = JSON.parse(JSON.stringify(original));
  return placesIn(copy, []).map((path) => ({ path, value: altered(copy, path) }));
}

function placesIn(value: Json, path: JsonPath): readonly JsonPath[] {
  if (value === null || typeof value !== "object") return [path];
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, item]) => placesIn(item, [...path, key]));
}

function altered(value: Json, path: JsonPath): Json {
  const [key, ...rest] = path;
  if (key === undefined) return alteredScalar(value);
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? altered(item, rest) : item));
  if (value === null || typeof value !== "object") throw new Error("the path leads nowhere");
  return { ...value, [key]: altered(value[key] ?? null, rest) };
}

function alteredScalar(value: Json): Json {
  if (typeof value === "number") return value + 1;
  if (value === null) return 1;
  if (typeof value !== "string") return !value;
  if (/^[0-9]+$/u.test(value)) return incremented(value);
  if (value.endsWith("\n")) return `x${value}`;
  return `${value.slice(0, -1)}${value.endsWith("a") ? "b" : "a"}`;
}

/** The next number of the same length where there is one, so that digests stay digests. */
function incremented(digits: string): string {
  const next = String(BigInt(digits) + 1n);
  return next.length < digits.length ? next.padStart(digits.length, "0") : next;
}
