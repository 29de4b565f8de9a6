import { recordSchema, type EventRecord } from "../../contracts/record.ts";
import { canonicalize, fromUtf8, leafHash, type HashAlgorithm } from "../../tlog/index.ts";
import { fail, pass, type Finding } from "../check.ts";
import { isCanonicalOf } from "../canonical-line.ts";
import type { Followed } from "./follower.ts";

const newline = 0x0a;

/** Whether the last line has its end, so that no line can be cut short unnoticed. */
export function endsItsLines(file: Uint8Array): boolean {
  return file.at(-1) === newline;
}

/** The lines of a file that ends its lines, as views into it and without their line ends. */
export function* linesOf(file: Uint8Array): Generator<Uint8Array, void> {
  for (let from = 0; from < file.length;) {
    const end = file.indexOf(newline, from);
    yield file.subarray(from, end);
    from = end + 1;
  }
}

/** What a line says: its leaf hash, and its event or why it holds none. */
export type LineReading = Readonly<{ leaf: Uint8Array; content: Followed | string }>;
/** `isWanted`: whether anyone still asks for the event; the leaf hash is always given. */
export type LineReader = (line: Uint8Array, isWanted: boolean) => LineReading;

/** Reads the lines of a whole bundle: the text of a line is the event, byte for byte. */
export function wholeLines(algorithm: HashAlgorithm): LineReader {
  return (line, isWanted) => {
    const leaf = leafHash(line, algorithm);
    return { leaf, content: isWanted ? readEvent(line, leaf) : "not read" };
  };
}

/** Whether another reader of the same lines has found the one in this place to be an event. */
export type Vouching = (place: number) => boolean;

/**
 * Reads lines that a reader like `own` has read before, in their order: one that it vouches for is hashed, parsed, and
 * not looked into once more; every other one, and all beyond its last, are for `own`.
 */
export function vouchedLines(
  own: LineReader,
  isVouched: Vouching,
  algorithm: HashAlgorithm,
): LineReader {
  let place = 0;
  return (line, isWanted) => {
    const isEvent = isWanted && isVouched(place);
    place += 1;
    if (!isEvent) return own(line, isWanted);
    const record: unknown = JSON.parse(fromUtf8(line));
    if (!isRead(record)) return own(line, isWanted);
    const leaf = leafHash(line, algorithm);
    return { leaf, content: { record, leaf, isWhole: true } };
  };
}

/** A text that is canonical for what the schema makes of it parses to just that: whoever vouches has seen it. */
function isRead(record: unknown): record is EventRecord {
  return record !== undefined;
}

/** The event of a line; its text must be the canonical one of exactly what the schema knows. */
export function readEvent(line: Uint8Array, leaf: Uint8Array): Followed | string {
  const record = recordIn(line);
  return typeof record === "string" ? record : { record, leaf, isWhole: true };
}

/** The record whose canonical text the line is, and of nothing more than the schema knows; or why there is none. */
export function recordIn(line: Uint8Array): EventRecord | string {
  try {
    const text = fromUtf8(line);
    const raw: unknown = JSON.parse(text);
    const parsed = recordSchema.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return `not an event: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
    }
    // Compared with what the schema made of it, so that nothing it trims or fills in can hide in the text.
    return isCanonicalOf(text, raw, parsed.data) || canonicalize(parsed.data) === text
      ? parsed.data
      : "not in canonical form";
  } catch (error) {
    return error instanceof Error ? error.message : "not JSON";
  }
}

/** Reads lines to the first that is no event; the leaf hashes go on to the end. */
export class EventsReading {
  readonly #read: LineReader;
  #fault: Finding | undefined;
  #lines = 0;

  constructor(read: LineReader) {
    this.#read = read;
  }

  /** Whether every line so far is an event. */
  get isSound(): boolean {
    return this.#fault === undefined;
  }

  /** The line's leaf hash, and its event while all lines so far have one. */
  take(line: Uint8Array): Readonly<{ leaf: Uint8Array; followed: Followed | undefined }> {
    this.#lines += 1;
    const { leaf, content } = this.#read(line, this.isSound);
    if (typeof content === "string") {
      this.#fault ??= fail(
        `line ${this.#lines}: ${content}`,
        `第 ${this.#lines} 行:不是规范的事件`,
      );
    }
    const isEvent = typeof content !== "string" && this.isSound;
    return { leaf, followed: isEvent ? content : undefined };
  }

  finding(): Finding {
    return this.#fault ?? pass(`${this.#lines} events`, `共 ${this.#lines} 条事件`);
  }
}
