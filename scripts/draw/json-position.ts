export type JsonPath = readonly (string | number)[];

/**
 * The offset of the value at `path` in a JSON text that is known to parse; of the innermost value
 * on the way when the path leads nowhere.
 */
export function offsetOf(text: string, path: JsonPath): number {
  let offset = skipSpace(text, 0);
  for (const key of path) {
    const inner = memberOffset(text, offset, key);
    if (inner === null) return offset;
    offset = inner;
  }
  return offset;
}

function memberOffset(text: string, start: number, key: string | number): number | null {
  const isObject = text[start] === "{";
  if (!isObject && text[start] !== "[") return null;
  let offset = skipSpace(text, start + 1);
  for (let index = 0; text[offset] !== "}" && text[offset] !== "]"; index += 1) {
    let name: string | number = index;
    if (isObject) {
      const end = endOfValue(text, offset);
      name = String(JSON.parse(text.slice(offset, end)));
      // Past the colon.
      offset = skipSpace(text, skipSpace(text, end) + 1);
    }
    if (name === key) return offset;
    offset = skipSpace(text, endOfValue(text, offset));
    if (text[offset] === ",") offset = skipSpace(text, offset + 1);
  }
  return null;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let offset = start; offset < text.length; offset += 1) {
    const character = text.charAt(offset);
    if (character === '"') offset = endOfString(text, offset) - 1;
    else if ("[{".includes(character)) depth += 1;
    else if ("]}".includes(character)) depth -= 1;
    const isLast = depth === 0 && (/["\]}]/u.test(character) || endsScalar(text, offset));
    if (isLast) return offset + 1;
  }
  return text.length;
}

function endsScalar(text: string, offset: number): boolean {
  return /[,\]}\s]/u.test(text.charAt(offset + 1));
}

function endOfString(text: string, start: number): number {
  let offset = start + 1;
  while (text[offset] !== '"') offset += text[offset] === "\\" ? 2 : 1;
  return offset + 1;
}

function skipSpace(text: string, start: number): number {
  let offset = start;
  while (/\s/u.test(text.charAt(offset))) offset += 1;
  return offset;
}
