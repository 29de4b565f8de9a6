import { caseSchema, layOut } from "@yuanping/shared/method/index.ts";
import type { LaidOutCase } from "@yuanping/shared/method/index.ts";
import { readBoundedText } from "../draw/bounded-file.ts";
import { InputFault } from "../draw/input-fault.ts";
import { InputProblem, pathText } from "./input-problem.ts";
import { quickCase } from "./quick-case.ts";
import { repeatedName } from "./repeated-name.ts";

/** The largest panel foreseen, 99 members × 200 bids × 200 items, takes 53 MB, and 85 when indented. */
const mostBytes = 2 ** 27;
/** Five million marks and all else that a case may hold; a small text can hold more than memory can. */
const mostValues = 2 ** 23;
const longestReason = 200;

const textOf = (path: string): string => {
  try {
    return readBoundedText(path, mostBytes).replace(/^\uFEFF/u, "");
  } catch (error) {
    if (error instanceof InputFault) throw new InputProblem(error.text());
    throw error;
  }
};

const comma = 0x2c;
const bracket = 0x5b;
const brace = 0x7b;

/** No fewer than the values in a JSON text, whose each but the first follows one of these. */
const countValues = (text: string): number => {
  let count = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === comma || code === bracket || code === brace) count += 1;
  }
  return count;
};

const parsed = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : "no JSON";
    throw new InputProblem(`the file is not JSON: ${reason.slice(0, longestReason)}`);
  }
};

/** Reads any `evaluation-case/1`. @throws InputProblem naming the path of the offending value. */
export const exactCase = (text: string): LaidOutCase => {
  if (countValues(text) > mostValues) throw new InputProblem("the file: holds too many values");
  const value = parsed(text);
  const repeated = repeatedName(text, value);
  if (repeated !== undefined) throw new InputProblem(`${pathText(repeated)}: occurs twice`);
  const result = caseSchema.safeParse(value);
  if (result.success) return layOut(result.data);
  const [issue] = result.error.issues;
  if (issue === undefined) throw new InputProblem("the file does not fit the format");
  const extra = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const message = extra.length > 0 ? "is not part of the format" : issue.message;
  throw new InputProblem(
    `${pathText([...issue.path, ...extra])}: ${message.slice(0, longestReason)}`,
  );
};

/** Reads the case in a file. @throws InputProblem naming the path of the offending value. */
export const readCase = (path: string): LaidOutCase => {
  const text = textOf(path);
  return quickCase(text) ?? exactCase(text);
};
