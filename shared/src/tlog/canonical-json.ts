/**
 * Canonical JSON (RFC 8785): one text for one value, so that a hash of the text is a hash of the value. Narrower than
 * the RFC: numbers are safe integers only, because money and scores are decimal strings here and a float in an event
 * is always a mistake.
 */

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type CanonicalJsonErrorCode =
  | "json.number"
  | "json.lone-surrogate"
  | "json.type"
  | "json.cycle"
  | "json.too-deep"
  | "json.too-long"
  | "json.syntax"
  | "json.not-canonical";

/** A value that has no canonical form. `path` is a JSON pointer (RFC 6901) to the offending part. */
export class CanonicalJsonError extends Error {
  readonly code: CanonicalJsonErrorCode;
  readonly path: string;

  constructor(code: CanonicalJsonErrorCode, path: string) {
    super(`${code} at ${path === "" ? "the root" : path}`);
    this.name = "CanonicalJsonError";
    this.code = code;
    this.path = path;
  }
}

/** Writes one number, or says that it may not be written. */
export type NumberRule = (number: number) => string | undefined;

/** The house rule: safe integers only. Negative zero is written "0" (RFC 8785 §3.2.2.3). */
export const safeIntegers: NumberRule = (number) =>
  Number.isSafeInteger(number) ? String(number) : undefined;

/** The RFC's rule: any finite IEEE 754 double, as ECMAScript writes it. */
export const finiteNumbers: NumberRule = (number) =>
  Number.isFinite(number) ? String(number) : undefined;

/** Nesting beyond this is an attack, not data; the serializer recurses, so it must end before the stack does. */
export const MAX_DEPTH = 64;
/** Characters of a text that is parsed unless the caller knows a smaller bound. */
export const MAX_TEXT_LENGTH = 1 << 20;

/** Printable ASCII without quote and backslash is its own JSON: most keys, ids and hashes. */
const PLAIN_TEXT = /^[ !#-[\]-~]*$/;

/** Where the serializer stands: the containers around it and the keys that lead into them. */
interface Position {
  readonly containers: object[];
  readonly keys: (string | number)[];
}

/** The canonical text of a plain JSON value. Throws {@link CanonicalJsonError}. */
export function canonicalize(value: unknown): string {
  return canonicalizeWith(safeIntegers, value);
}

/** The canonical text under another number rule; `finiteNumbers` gives the whole of RFC 8785. */
export function canonicalizeWith(rule: NumberRule, value: unknown): string {
  return serialize(value, rule, { containers: [], keys: [] });
}

/**
 * The value of a text that is already canonical. Duplicate keys, spaces, other escapes, other number spellings and
 * unsorted keys all make the text differ from the canonical form of what it parses to, and are refused by that.
 * Throws {@link CanonicalJsonError} `json.too-long`, `json.syntax`, `json.not-canonical` or a code of `canonicalize`.
 */
export function parseCanonical(text: string, maxLength: number = MAX_TEXT_LENGTH): unknown {
  if (text.length > maxLength) throw new CanonicalJsonError("json.too-long", "");
  const value = parse(text);
  if (canonicalize(value) !== text) throw new CanonicalJsonError("json.not-canonical", "");
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CanonicalJsonError("json.syntax", "");
  }
}

function serialize(value: unknown, rule: NumberRule, position: Position): string {
  if (typeof value === "string") return quote(value, position);
  if (typeof value === "number") return rule(value) ?? refuse("json.number", position);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value === null) return "null";
  if (typeof value === "object") return serializeContainer(value, rule, position);
  return refuse("json.type", position);
}

function serializeContainer(container: object, rule: NumberRule, position: Position): string {
  if (position.containers.includes(container)) return refuse("json.cycle", position);
  if (position.containers.length >= MAX_DEPTH) return refuse("json.too-deep", position);
  position.containers.push(container);
  const text = Array.isArray(container)
    ? serializeArray(container, rule, position)
    : serializeObject(container, rule, position);
  position.containers.pop();
  return text;
}

function serializeArray(array: readonly unknown[], rule: NumberRule, position: Position): string {
  let text = "[";
  // By index, not `map`: a hole must be met as undefined and refused, not skipped.
  for (let i = 0; i < array.length; i++) {
    position.keys.push(i);
    text += (i === 0 ? "" : ",") + serialize(array[i], rule, position);
    position.keys.pop();
  }
  return `${text}]`;
}

function serializeObject(object: object, rule: NumberRule, position: Position): string {
  if (!isPlain(object)) return refuse("json.type", position);
  let text = "{";
  // The default order compares UTF-16 code units, which is the order of RFC 8785 §3.2.3.
  for (const key of Object.keys(object).toSorted()) {
    position.keys.push(key);
    text += (text === "{" ? "" : ",") + quote(key, position) + ":";
    text += serialize(object[key], rule, position);
    position.keys.pop();
  }
  return `${text}}`;
}

/** Dates, maps, byte arrays and class instances would lose what they are; symbols would be lost without a trace. */
function isPlain(object: object): object is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.getOwnPropertySymbols(object).length === 0;
}

/** ECMAScript quotes exactly as RFC 8785 §3.2.2.2 asks, except that it would hide a lone surrogate in an escape. */
function quote(text: string, position: Position): string {
  if (PLAIN_TEXT.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) return refuse("json.lone-surrogate", position);
  return JSON.stringify(text);
}

function refuse(code: CanonicalJsonErrorCode, position: Position): never {
  const pointer = position.keys.map((key) => `/${escapePointer(String(key))}`).join("");
  throw new CanonicalJsonError(code, pointer);
}

function escapePointer(key: string): string {
  return key.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1");
}
