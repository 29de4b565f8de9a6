/** A JSON reader keeps only the last of two equal names: a member's whole sheet could vanish unseen. */

type Scan = { readonly end: number; readonly isName: boolean };

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

const isBlank = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** The string that opens at `start`: where it ends, and whether a colon makes it a name. */
const scanString = (text: string, start: number): Scan => {
  let end = start + 1;
  while (text.charCodeAt(end) !== quote) end += text.charCodeAt(end) === backslash ? 2 : 1;
  let after = end + 1;
  while (isBlank(text.charCodeAt(after))) after += 1;
  return { end, isName: text.charCodeAt(after) === colon };
};

/** Every name has one colon, so there are at most as many names as colons. */
const countColons = (text: string): number => {
  let colons = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) colons += 1;
  return colons;
};

const isOpen = (value: unknown): value is object => typeof value === "object" && value !== null;

/**
 * A long list of names whose first value is plain, as sheets are, is counted but not looked into.
 * Counting too few is safe: it only sends the text to the exact walk.
 */
const isFlat = (object: object, names: readonly string[]): boolean =>
  names.length > 20 && !isOpen(Reflect.get(object, names[0] ?? ""));

/** Counts without recursion, because a file may nest deeper than the stack reaches. */
const countKept = (value: unknown): number => {
  const open: unknown[] = [value];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isOpen(next)) continue;
    if (!Array.isArray(next)) {
      const names = Object.keys(next);
      count += names.length;
      if (isFlat(next, names)) continue;
    }
    const inner: readonly unknown[] = Object.values(next);
    for (const each of inner) if (isOpen(each)) open.push(each);
  }
  return count;
};

type Level = { readonly names: Set<string> | undefined; place: string | number };

/** The path of the first name that its object already has, in a text that is known to be JSON. */
const firstRepeated = (text: string): readonly (string | number)[] | undefined => {
  const levels: Level[] = [];
  const at = () => levels.at(-1);
  for (let index = 0; index < text.length; index += 1) {
    const level = at();
    switch (text.charAt(index)) {
      case "{":
        levels.push({ names: new Set(), place: "" });
        break;
      case "[":
        levels.push({ names: undefined, place: 0 });
        break;
      case "}":
      case "]":
        levels.pop();
        break;
      case ",":
        if (level !== undefined && typeof level.place === "number") level.place += 1;
        break;
      case '"': {
        const { end, isName } = scanString(text, index);
        if (isName && level?.names !== undefined) {
          const name: unknown = JSON.parse(text.slice(index, end + 1));
          level.place = String(name);
          if (level.names.has(level.place)) return levels.map(({ place }) => place);
          level.names.add(level.place);
        }
        index = end;
      }
    }
  }
  return undefined;
};

/**
 * The path of a name that occurs twice in one object of a JSON text, or undefined. Counting comes
 * first: it is quick, and only a text with more colons than names is walked through.
 */
export const repeatedName = (
  text: string,
  parsed: unknown,
): readonly (string | number)[] | undefined =>
  countColons(text) === countKept(parsed) ? undefined : firstRepeated(text);
