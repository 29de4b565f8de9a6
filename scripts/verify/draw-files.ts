import type { TranscriptCheck } from "@yuanping/shared/draw/index.ts";
import { verifyDrawAlone } from "@yuanping/shared/evidence/index.ts";
import { EncodingError, fromUtf8 } from "@yuanping/shared/tlog/index.ts";
import { messageOf, readBounded, Unreadable } from "./read-bounded.ts";

const maxTranscriptBytes = 64 * 2 ** 20;
/** A pool of a whole country, one leaf a line. */
const maxPoolBytes = 2 ** 29;

export type DrawFiles = Readonly<{
  transcript: string;
  pool: string;
  keys: readonly string[] | undefined;
}>;

/** The thirteen checks of a draw by its two files. Throws {@link Unreadable}. */
export async function verifyDrawFiles({
  transcript,
  pool,
  keys = [],
}: DrawFiles): Promise<readonly TranscriptCheck[]> {
  const lines = textOf(pool, maxPoolBytes).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return verifyDrawAlone(jsonOf(transcript), lines, keys);
}

/** One line a check, and what they come to together. */
export function drawTable(checks: readonly TranscriptCheck[], isChinese: boolean): string {
  const words = isChinese
    ? { true: "通过", false: "不符", null: "未定" }
    : { true: "ok", false: "FAILED", null: "undecided" };
  const rows = checks.map(({ number, name, ok, detail }) => {
    const place = String(number).padStart(2);
    return `${place}  ${words[`${ok}`].padEnd(10)}${name.padEnd(9)}${detail}`;
  });
  return [...rows, ""].join("\n");
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(textOf(path, maxTranscriptBytes));
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(`${path}: ${messageOf(error)}`);
  }
}

function textOf(path: string, limit: number): string {
  try {
    return fromUtf8(readBounded(path, limit));
  } catch (error) {
    if (error instanceof EncodingError) throw new Unreadable(`${path}: ${error.message}`);
    throw error;
  }
}
