import { caseFaults, caseRulesSchema, markRows } from "@yuanping/shared/method/index.ts";
import type { LaidOutCase, Row } from "@yuanping/shared/method/index.ts";
import { repeatedName } from "./repeated-name.ts";
import { scanMarks } from "./scan-marks.ts";
import type { ScannedMarks } from "./scan-marks.ts";

/** Of all but the marks, in characters; whoever writes more waits for the exact reader. */
const longestRest = 2 ** 22;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Where the value of the outermost `marks` begins; undefined where that is not plain to see. */
const startOfMarks = (text: string): number | undefined => {
  const found = /"marks"\s*:\s*(?=\{)/u.exec(text);
  if (found === null) return undefined;
  const start = found.index + found[0].length;
  if (start > longestRest) return undefined;
  const head = parsed(`${text.slice(0, start)}null}`);
  return isObject(head) && Object.keys(head).at(-1) === "marks" ? start : undefined;
};

const parsed = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
};

/** The rows by the positions of the case's items; undefined where a mark is on none of them. */
const inOrder = (
  { items, bids }: ScannedMarks,
  wanted: readonly string[],
): ScannedMarks["bids"] | undefined => {
  if (!items.every((item) => wanted.includes(item))) return undefined;
  const places = wanted.map((item) => items.indexOf(item));
  const turned = (row: Row): Row => places.map((place) => row[place]);
  const isInOrder = places.every((place, position) => place === position);
  if (isInOrder) return bids;
  return new Map(
    [...bids].map(([bid, rows]) => [
      bid,
      new Map([...rows].map(([member, row]) => [member, turned(row)])),
    ]),
  );
};

/**
 * A case whose marks are written plainly and hold together: its marks are scanned into rows, and only
 * the rest is parsed. Undefined for all others, of which the exact reader says what is wrong, if
 * anything is.
 */
export const quickCase = (text: string): LaidOutCase | undefined => {
  const start = startOfMarks(text);
  const scanned = start === undefined ? undefined : scanMarks(text, start);
  if (start === undefined || scanned === undefined) return undefined;
  const rest = `${text.slice(0, start)}null${text.slice(scanned.end)}`;
  const value = rest.length > longestRest ? undefined : parsed(rest);
  if (!isObject(value) || repeatedName(rest, value) !== undefined) return undefined;
  const { marks: _marks, ...fields } = { marks: null, ...value };
  const rules = caseRulesSchema.safeParse(fields).data;
  const bids =
    rules &&
    inOrder(
      scanned,
      rules.items.map(({ id }) => id),
    );
  if (rules === undefined || bids === undefined) return undefined;
  const rows = markRows(bids);
  return caseFaults(rules, rows, []).length === 0 ? { ...rules, rows } : undefined;
};
