import { z } from "zod";
import { isDecimal } from "./decimal.ts";
import { isIdentifier } from "./identifier.ts";

/** A decimal, `"pass"` or `"fail"`, or null where the member gave none. */
export type Mark = string | null;
/** One member's marks for one bid, by item. */
export type Sheet = { readonly [item: string]: Mark };
/** bid → member → item → mark. */
export type Marks = { readonly [bid: string]: { readonly [member: string]: Sheet } };

/** 99 members × 200 bids × 200 items is the largest panel foreseen; beyond 5 million we refuse. */
export const mostMarks = 5_000_000;

type Fault = { readonly path: readonly string[]; readonly message: string };
type Check = (text: string) => boolean;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const notARecord = "must be an object";
const badIdentifier = "is no usable name: 1 to 100 characters, no control characters";
const badMark = 'must be a plain decimal string, "pass", "fail" or null';

/** Remembers what passed: the same few marks come again and again, by the million. */
const remembering = (check: Check): Check => {
  const passed = new Set<string>();
  return (text) => {
    if (passed.has(text)) return true;
    if (!check(text)) return false;
    passed.add(text);
    return true;
  };
};

/** Whether a text can be a mark. */
export const isMarkText: Check = (text) => isDecimal(text) || text === "pass" || text === "fail";

/** Names of items are not looked at here: the case only lets those of its own items pass. */
const sheetFault = (sheet: Record<string, unknown>, isMark: Check): Fault | undefined => {
  for (const item of Object.keys(sheet)) {
    const mark = sheet[item];
    if (mark !== null && (typeof mark !== "string" || !isMark(mark))) {
      return { path: [item], message: badMark };
    }
  }
  return undefined;
};

/**
 * The first fault in the marks, found in one pass over plain loops: a schema per mark takes seconds
 * for the millions of marks of the largest panel.
 */
const marksFault = (value: unknown): Fault | undefined => {
  if (!isRecord(value)) return { path: [], message: notARecord };
  const isMark = remembering(isMarkText);
  let count = 0;
  for (const [bid, sheets] of Object.entries(value)) {
    if (!isIdentifier(bid)) return { path: [bid], message: badIdentifier };
    if (!isRecord(sheets)) return { path: [bid], message: notARecord };
    for (const [member, sheet] of Object.entries(sheets)) {
      if (!isIdentifier(member)) return { path: [bid, member], message: badIdentifier };
      if (!isRecord(sheet)) return { path: [bid, member], message: notARecord };
      const fault = sheetFault(sheet, isMark);
      if (fault !== undefined) return { ...fault, path: [bid, member, ...fault.path] };
      count += Object.keys(sheet).length;
      if (count > mostMarks) return { path: [bid, member], message: "holds too many marks" };
    }
  }
  return undefined;
};

/** Checks the shape and every single mark; whether they fit the items is the case's own check. */
export const marksSchema = z.custom<Marks>().check((context) => {
  const fault = marksFault(context.value);
  if (fault === undefined) return;
  context.issues.push({
    code: "custom",
    input: undefined,
    path: [...fault.path],
    message: fault.message,
    continue: false,
  });
});
