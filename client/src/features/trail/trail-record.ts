import { recordSchema, type EventRecord } from "@yuanping/shared/contracts/record.ts";
import { CompactRange, hex, leafHash, utf8 } from "@yuanping/shared/tlog/index.ts";

/** The record as read: its entries, how many lines could not be understood, and the root over all lines. */
export type Trail = Readonly<{
  records: readonly EventRecord[];
  unreadable: number;
  size: number;
  /** Merkle root (RFC 6962) of the lines, computed here; the head that the server signed must have the same. */
  root: string;
}>;

/** Reads NDJSON, one event a line; a line that does not parse is counted, not guessed at. */
export function readTrail(text: string): Trail {
  const lines = text.split("\n").filter((line) => line !== "");
  const records = lines.map(readRecord).filter((record) => record !== undefined);
  const range = CompactRange.empty().appendAll(lines.map((line) => leafHash(utf8(line))));
  return {
    records,
    unreadable: lines.length - records.length,
    size: lines.length,
    root: hex(range.root()),
  };
}

function readRecord(line: string): EventRecord | undefined {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The code under which each member sat, by person. */
export function codesIn(records: readonly EventRecord[]): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const { event } of records) {
    if (event.type === "PanelDrawn") {
      for (const { person, code } of event.panel) codes.set(person, code);
    }
    if (event.type === "SubstitutesDrawn") {
      for (const { person, code } of event.substitutes) codes.set(person, code);
    }
  }
  return codes;
}

/** The office that each officer held, by person. */
export function officesIn(
  records: readonly EventRecord[],
): ReadonlyMap<string, "agency" | "host" | "supervisor" | "witness"> {
  const first = records[0]?.event;
  if (first?.type !== "TenderOpened") return new Map();
  const { agency, host, supervisor, witness } = first.tender.offices;
  return new Map([
    [agency, "agency"],
    [host, "host"],
    [supervisor, "supervisor"],
    [witness, "witness"],
  ]);
}
