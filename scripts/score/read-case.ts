import { caseSchema } from "@yuanping/shared/method/index.ts";
import type { EvaluationCase } from "@yuanping/shared/method/index.ts";
import { readBoundedText } from "../draw/bounded-file.ts";
import { InputFault } from "../draw/input-fault.ts";
import { InputProblem, pathText } from "./input-problem.ts";
import { repeatedName } from "./repeated-name.ts";

/** The largest panel foreseen, 99 members × 200 bids × 200 items, takes some 60 MB. */
const mostBytes = 2 ** 28;
const longestReason = 200;

const textOf = (path: string): string => {
  try {
    return readBoundedText(path, mostBytes).replace(/^\uFEFF/u, "");
  } catch (error) {
    if (error instanceof InputFault) throw new InputProblem(error.text());
    throw error;
  }
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

/** Reads one `evaluation-case/1`. @throws InputProblem naming the path of the offending value. */
export const readCase = (path: string): EvaluationCase => {
  const text = textOf(path);
  const value = parsed(text);
  const repeated = repeatedName(text, value);
  if (repeated !== undefined) throw new InputProblem(`${pathText(repeated)}: occurs twice`);
  const result = caseSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw new InputProblem("the file does not fit the format");
  const extra = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const message = extra.length > 0 ? "is not part of the format" : issue.message;
  throw new InputProblem(
    `${pathText([...issue.path, ...extra])}: ${message.slice(0, longestReason)}`,
  );
};
