import { recordSchema, type EventRecord } from "../../contracts/record.ts";
import { canonicalize, fromUtf8 } from "../../tlog/index.ts";
import { fail, pass, type Finding } from "../check.ts";

const newline = 0x0a;

/**
 * The lines of `events.ndjson` as bytes, without their line ends; undefined when the last one has none, so that no line
 * can be cut short unnoticed.
 */
export function linesOf(file: Uint8Array): readonly Uint8Array[] | undefined {
  if (file.at(-1) !== newline) return undefined;
  const lines: Uint8Array[] = [];
  for (let from = 0; from < file.length;) {
    const end = file.indexOf(newline, from);
    lines.push(file.subarray(from, end));
    from = end + 1;
  }
  return lines;
}

export type EventsReading = Readonly<{
  /** Every event, or undefined when one of them cannot be read. */
  records: readonly EventRecord[] | undefined;
  finding: Finding;
}>;

/** Reads every line as an event; its text must be the canonical one of exactly what the schema knows. */
export function readEvents(lines: readonly Uint8Array[] | undefined): EventsReading {
  if (lines === undefined) {
    const finding = fail(
      "events.ndjson does not end with a line end",
      "events.ndjson 未以换行结束",
    );
    return { records: undefined, finding };
  }
  const records: EventRecord[] = [];
  for (const [index, line] of lines.entries()) {
    const record = readEvent(line);
    if (typeof record === "string") {
      const finding = fail(`line ${index + 1}: ${record}`, `第 ${index + 1} 行:不是规范的事件`);
      return { records: undefined, finding };
    }
    records.push(record);
  }
  return { records, finding: pass(`${records.length} events`, `共 ${records.length} 条事件`) };
}

/** The event, or why the line is none. */
function readEvent(line: Uint8Array): EventRecord | string {
  try {
    const text = fromUtf8(line);
    const parsed = recordSchema.safeParse(JSON.parse(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return `not an event: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
    }
    // Compared with what the schema made of it, so that nothing it trims or fills in can hide in the text.
    return canonicalize(parsed.data) === text ? parsed.data : "not in canonical form";
  } catch (error) {
    return error instanceof Error ? error.message : "not JSON";
  }
}
