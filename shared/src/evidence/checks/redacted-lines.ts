import { canonicalize, fromHex, fromUtf8, leafHash, type HashAlgorithm } from "../../tlog/index.ts";
import { hasWithholdable, isWithheld, withheldLineSchema } from "../withheld.ts";
import { readEvent, type LineReader, type LineReading } from "./events.ts";

const wrapperStart = '{"leaf":';

/**
 * Reads the lines of a redacted bundle: those that are whole as ever; of a withheld one the leaf hash, which is bound by
 * root and signature, and what is shown, which is its exporter's word. Only commands that hold something to withhold may
 * be withheld, with all their events, so that nothing else can hide behind a leaf hash.
 */
export function redactedLines(algorithm: HashAlgorithm): LineReader {
  let withheldCommand: string | undefined;
  return (line) => {
    const withheld = isWrapper(line) ? readWithheld(line) : undefined;
    if (withheld === undefined) {
      const leaf = leafHash(line, algorithm);
      return { leaf, content: readEvent(line, leaf) };
    }
    const { content } = withheld;
    if (typeof content === "string") return withheld;
    const { record } = content;
    const begins = record.cause.index === 0 && hasWithholdable(record);
    if (begins) withheldCommand = record.cause.id;
    return isWithheld(record) && record.cause.id === withheldCommand
      ? withheld
      : { ...withheld, content: "withheld without a reason, or not all that is to be withheld" };
  };
}

function isWrapper(line: Uint8Array): boolean {
  for (let at = 0; at < wrapperStart.length; at++) {
    if (line[at] !== wrapperStart.charCodeAt(at)) return false;
  }
  return true;
}

/** Undefined where the line is no wrapper after all. */
function readWithheld(line: Uint8Array): LineReading | undefined {
  try {
    const text = fromUtf8(line);
    const parsed = withheldLineSchema.safeParse(JSON.parse(text));
    if (!parsed.success || canonicalize(parsed.data) !== text) return undefined;
    const leaf = fromHex(parsed.data.leaf);
    return { leaf, content: { record: parsed.data.shown, leaf, isWhole: false } };
  } catch {
    return undefined;
  }
}
