import { drawSpecSchema, type DrawSpec } from "@yuanping/shared/draw/index.ts";
import { InputFault } from "./input-fault.ts";
import { offsetOf, type JsonPath } from "./json-position.ts";

/** Reads a spec; every fault is placed at the value that is wrong. */
export function parseSpec(source: string, text: string): DrawSpec {
  const parsed = drawSpecSchema.safeParse(parseJson(source, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map((key) => (typeof key === "number" ? key : String(key)));
  throw specFault(source, text, path, issue?.message ?? "not a spec");
}

/** A fault at one value of the spec. */
export function specFault(
  source: string,
  text: string,
  path: JsonPath,
  message: string,
): InputFault {
  const { line, column } = placeOf(text, offsetOf(text, path));
  const name = path.length === 0 ? "" : `${path.join(".")}: `;
  return new InputFault(source, `${name}${message}`, line, column);
}

/** Parses JSON; what is none is placed where it stops being it. */
export function parseJson(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : "not JSON";
    const position = /position ([0-9]+)/u.exec(message)?.[1];
    const { line, column } = placeOf(text, position === undefined ? text.length : Number(position));
    throw new InputFault(source, `not JSON: ${message.replace(/ \(line.*$/su, "")}`, line, column);
  }
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
