/**
 * Whether a text is seen at once to be the canonical JSON of `data`, where `raw` is what `JSON.parse` made of the text.
 * True only when it is; false when it is not, or when only writing the canonical text anew could tell. Reading a long
 * record, nearly every line is seen at once, which takes a fraction of the time.
 *
 * Writing `raw` again gives the same text only if there are no spaces, no repeated keys, no other spellings of numbers
 * or escapes; what is left to see is that keys are sorted, and that `data` is nothing but `raw`.
 */
export function isCanonicalOf(text: string, raw: unknown, data: unknown): boolean {
  // An escaped half of a character is written as it was read, and has no canonical form.
  if (text.includes("\\ud") || JSON.stringify(raw) !== text) return false;
  return isSortedSame(raw, data);
}

function isSortedSame(raw: unknown, data: unknown): boolean {
  if (typeof raw === "number") return raw === data && Number.isSafeInteger(raw);
  if (typeof raw !== "object" || raw === null) return raw === data;
  if (typeof data !== "object" || data === null) return false;
  if (isList(raw)) {
    if (!isList(data) || raw.length !== data.length) return false;
    for (let index = 0; index < raw.length; index += 1) {
      if (!isSortedSame(raw[index], data[index])) return false;
    }
    return true;
  }
  return isTable(raw) && isTable(data) && isSortedSameTable(raw, data);
}

type Table = Readonly<Record<string, unknown>>;

/** Keys in the order of their UTF-16 code units (RFC 8785 §3.2.3), and the same ones on both sides. */
function isSortedSameTable(raw: Table, data: Table): boolean {
  let before = "";
  let count = 0;
  for (const key in raw) {
    if (count > 0 && key <= before) return false;
    if (!isSortedSame(raw[key], data[key])) return false;
    before = key;
    count += 1;
  }
  return Object.keys(data).length === count;
}

function isList(value: object): value is readonly unknown[] {
  return Array.isArray(value);
}

function isTable(value: object): value is Table {
  return !Array.isArray(value);
}
