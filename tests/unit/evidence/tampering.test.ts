import { describe, expect, it } from "vitest";
import type { EventOf, EventType } from "@yuanping/shared/contracts/events/index.ts";
import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { writeStoredZip, zipParts } from "@yuanping/shared/evidence/stored-zip.ts";
import { concatBytes, utf8 } from "@yuanping/shared/tlog/index.ts";
import { zipSync } from "fflate";
import { actorOf, chanceOf } from "../../support/evaluation-room.ts";
import { membersOf } from "../../support/evaluation-script.ts";
import { offices } from "../../support/evaluation-tender.ts";
import {
  entriesOf,
  failing,
  forgedByOperator,
  forgedByOutsider,
  genuine,
  key,
  logKey,
  notes,
  packed,
  played,
  rechained,
  textsWith,
  version,
} from "./genuine.ts";

type Make = () => Uint8Array | Promise<Uint8Array>;
type Tamper = readonly [what: string, make: Make, fails: string];

const { lines, records } = played;
const ndjson = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");

/** The genuine bundle with one bit flipped in the middle of a part of its container. */
function flippedIn(what: string): Uint8Array {
  let at = 0;
  for (const part of zipParts(entriesOf(genuine))) {
    if (part.what === what) return flippedAt(at + Math.floor(part.bytes.length / 2));
    at += part.bytes.length;
  }
  throw new Error(`no part "${what}"`);
}

function flippedAt(at: number): Uint8Array {
  const bytes = genuine.slice();
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  return bytes;
}

function placeOfFirst(type: EventType): number {
  return records.findIndex(({ event }) => event.type === type);
}

function recordAt(place: number): EventRecord {
  const record = records[place];
  if (record === undefined) throw new Error(`no record at ${place}`);
  return record;
}

/** The records with every event of one type changed. */
function changed<T extends EventType>(
  type: T,
  change: (event: EventOf<T>) => EventOf<T>,
): readonly EventRecord[] {
  const isOfType = (event: EventRecord["event"]): event is EventOf<T> => event.type === type;
  return records.map((record) =>
    isOfType(record.event) ? { ...record, event: change(record.event) } : record,
  );
}

/** The records without the whole command behind the first event of one type. */
function withoutCommandOf(type: EventType): readonly EventRecord[] {
  const { cause } = recordAt(placeOfFirst(type));
  return records.filter((record) => record.cause.id !== cause.id);
}

const byOperator = (all: readonly EventRecord[]): Promise<Uint8Array> =>
  forgedByOperator(rechained(all));
const byOutsider = (all: readonly EventRecord[]): Uint8Array => forgedByOutsider(rechained(all));

/** Reads the first mark on the first bid as more than it was. */
function withBetterMark(opened: EventOf<"SheetOpened">["opened"]): typeof opened {
  const { marks } = opened.sheet;
  const better = { ...marks, B1: { ...marks["B1"], plan: "39.5" } };
  return { ...opened, sheet: { ...opened.sheet, marks: better } };
}

const container: readonly Tamper[] = [
  ["a bit of an entry's header", () => flippedIn("the header of report.json"), "container …"],
  ["a bit of the events", () => flippedIn("the content of events.ndjson"), "container …"],
  ["a bit of the manifest", () => flippedIn("the content of manifest.json"), "container …"],
  ["a bit of the signature", () => flippedIn("the content of checkpoint.txt"), "container …"],
  ["a bit of the central directory", () => flippedIn("the central directory"), "container"],
  ["a bit of the end record", () => flippedIn("the end record"), "container"],
  ["the first byte", () => flippedAt(0), "container …"],
  ["the last byte cut off", () => genuine.subarray(0, -1), "container"],
  ["the second half cut off", () => genuine.subarray(0, genuine.length >> 1), "container …"],
  ["a byte put after the end", () => concatBytes(genuine, Uint8Array.of(0)), "container"],
  [
    "the same files, compressed",
    () => zipSync(Object.fromEntries(entriesOf(genuine).map(({ name, bytes }) => [name, bytes]))),
    "container …",
  ],
];

const files: readonly Tamper[] = [
  [
    "two files in another order",
    () => writeStoredZip([...entriesOf(genuine)].toReversed()),
    "manifest",
  ],
  [
    "a file that nobody asked for",
    () => writeStoredZip([...entriesOf(genuine), { name: "extra.txt", bytes: utf8("x") }]),
    "manifest",
  ],
  ["no profile", () => packed(textsWith({ "profile.json": undefined })), "manifest rules"],
  ["other instructions", () => packed(textsWith({ "README.txt": "all is well\n" })), "manifest"],
  ["another profile", () => packed(textsWith({ "profile.json": "{}" })), "rules"],
  ["another method", () => packed(textsWith({ "method.json": "{}" })), "rules"],
  ["another outcome", () => packed(textsWith({ "outcome.json": "{}" })), "totals"],
  ["another report", () => packed(textsWith({ "report.json": "{}" })), "report"],
  ["another page", () => packed(textsWith({ "report.html": "<p>" })), "report"],
  ["no outcome", () => packed(textsWith({ "outcome.json": undefined })), "totals"],
  [
    "the name of another evaluation",
    () => packed(textsWith({}), { evaluation: "other", stream: "evaluation/other" }),
    "sequence checkpoint",
  ],
  ["a claim of another size", () => packed(textsWith({}), { size: 9 }), "sequence root"],
  ["a claim of another root", () => packed(textsWith({}), { root: chanceOf("") }), "root"],
  ["no manifest", () => writeStoredZip(entriesOf(genuine).slice(1)), "manifest …"],
];

const swapped = lines.with(50, lines[51] ?? "").with(51, lines[50] ?? "");
const withLine = (at: number, change: (line: string) => string): Uint8Array =>
  forgedByOutsider(lines.with(at, change(lines[at] ?? "")));

const events: readonly Tamper[] = [
  ["the last event dropped", () => forgedByOutsider(lines.slice(0, -1)), "checkpoint closed"],
  ["two events swapped", () => forgedByOutsider(swapped), "sequence chain time checkpoint …"],
  [
    "an event dropped and the rest numbered anew",
    () => byOutsider(records.toSpliced(60, 1)),
    "checkpoint …",
  ],
  [
    "an event inserted and the rest numbered anew",
    () => byOutsider(records.toSpliced(60, 0, recordAt(59))),
    "checkpoint execution",
  ],
  [
    "an event put out of its number",
    () => forgedByOutsider(lines.toSpliced(60, 0, lines[59] ?? "")),
    "sequence chain checkpoint execution",
  ],
  [
    "a line without its end",
    () => packed(textsWith({ "events.ndjson": ndjson(lines).trimEnd() })),
    "events …",
  ],
  ["a space within a line", () => withLine(30, (line) => line.replace(":", ": ")), "events …"],
  ["a field nobody knows", () => withLine(30, (line) => line.replace("{", '{"a":1,')), "events …"],
  ["a blank line", () => forgedByOutsider(lines.toSpliced(30, 0, "")), "events …"],
  [
    "a text with a space that is trimmed",
    () => withLine(placeOfFirst("Said"), (line) => line.replaceAll("下午", " 下午")),
    "events …",
  ],
];

const signatures: readonly Tamper[] = [
  [
    "a signature by another key under the true key's name",
    async () => {
      const other = await logKey("other");
      const note = await other.signHead(played.stream, lines);
      return packed(textsWith({ "checkpoint.txt": note }));
    },
    "checkpoint",
  ],
  [
    "a head of another stream",
    async () => {
      const note = await key.signHead("evaluation/other", lines);
      return packed(textsWith({ "checkpoint.txt": note }));
    },
    "checkpoint",
  ],
  [
    "a head that was signed before the end",
    () => packed(textsWith({ "checkpoint.txt": notes[1] ?? "", "checkpoints.txt": undefined })),
    "checkpoint",
  ],
  [
    "an earlier head of a history that was taken back",
    async () => {
      const other = rechained(withoutCommandOf("AttemptRefused"));
      const head = await key.signHead(played.stream, other.slice(0, 40));
      return packed(textsWith({ "checkpoints.txt": head }));
    },
    "checkpoint",
  ],
];

const host = actorOf(offices.host, "host");
const forgedCause = { id: "forged-command", index: 0, of: 1 };
const [, , , dissenter = ""] = membersOf(played);

/** Everything is hashed, derived and signed again by the one who has the log's own key. */
const operator: readonly Tamper[] = [
  [
    "a better mark in an opened sheet",
    () => byOperator(changed("SheetOpened", (e) => ({ ...e, opened: withBetterMark(e.opened) }))),
    "commitments execution totals report",
  ],
  [
    "a better mark in the sheet and in the command that opened it",
    () =>
      byOperator(
        changed("SheetOpened", (e) => ({ ...e, opened: withBetterMark(e.opened) })).map((r) =>
          r.cause.command?.type === "openSheets"
            ? {
                ...r,
                cause: {
                  ...r.cause,
                  command: {
                    ...r.cause.command,
                    sheets: r.cause.command.sheets.map(withBetterMark),
                  },
                },
              }
            : r,
        ),
      ),
    "commitments execution totals report",
  ],
  [
    "another total",
    () =>
      byOperator(
        changed("ResultComputed", (e) => {
          const first = e.outcome.bids["B1"];
          if (first?.status !== "ranked") throw new Error("B1 is not ranked");
          const bids = { ...e.outcome.bids, B1: { ...first, total: "99.99" } };
          return { ...e, outcome: { ...e.outcome, bids } };
        }),
      ),
    "execution totals report",
  ],
  [
    "another correction than was made",
    () => byOperator(changed("MarkCorrected", (e) => ({ ...e, after: "39" }))),
    "execution totals report",
  ],
  [
    "another price than was sealed",
    () =>
      byOperator(
        changed("BidUnsealed", (e) =>
          e.content.id === "B2" ? { ...e, content: { ...e.content, price: "6900000" } } : e,
        ),
      ),
    "commitments execution totals report",
  ],
  [
    "a finding that the host cannot make",
    () => {
      const place = placeOfFirst("FindingRecorded");
      const record = recordAt(place);
      const command = {
        type: "recordFinding",
        bid: "B1",
        item: "formal",
        verdict: "pass",
      } as const;
      const event = { ...command, type: "FindingRecorded", member: offices.host } as const;
      const forged = { ...record, event, actor: host, cause: { ...forgedCause, command } };
      return byOperator(records.toSpliced(place, 0, forged));
    },
    "execution",
  ],
  [
    "an event without any command",
    () => {
      const event = { type: "Noted", text: "已核对" } as const;
      const forged = { ...recordAt(90), event, cause: forgedCause };
      return byOperator(records.toSpliced(91, 0, forged));
    },
    "execution report",
  ],
  [
    "the dissent removed",
    () => byOperator(withoutCommandOf("DissentRecorded")),
    "execution signatures",
  ],
  [
    "the dissent turned into a signature by somebody else",
    () =>
      byOperator(
        records.map((record) =>
          record.event.type === "DissentRecorded"
            ? {
                ...record,
                actor: host,
                event: { type: "ReportSigned", member: dissenter, report: record.event.report },
              }
            : record,
        ),
      ),
    "execution signatures",
  ],
  [
    "silence turned into a signature",
    () => byOperator(records.filter(({ event }) => event.type !== "DeemedAgreed")),
    "execution signatures",
  ],
  [
    "another rule profile's hash",
    () => byOperator(changed("TenderOpened", (e) => ({ ...e, profileHash: chanceOf("other") }))),
    "rules execution",
  ],
  [
    "another method's hash",
    () => byOperator(changed("TenderOpened", (e) => ({ ...e, methodHash: chanceOf("other") }))),
    "rules execution",
  ],
  [
    "other chance in the draw",
    () =>
      byOperator(
        records.map((record) =>
          record.event.type === "PanelDrawn"
            ? { ...record, cause: { ...record.cause, entropy: chanceOf("chosen") } }
            : record,
        ),
      ),
    "execution",
  ],
  [
    "another member drawn",
    () =>
      byOperator(
        changed("MemberReplaced", (e) => ({
          ...e,
          substitute: { ...e.substitute, person: offices.witness },
        })),
      ),
    "execution …",
  ],
  [
    "a time that goes back",
    () => byOperator(records.map((r, n) => (n === 100 ? { ...r, at: r.at - 86_400_000 } : r))),
    "time",
  ],
  [
    "one command twice",
    () => {
      const place = placeOfFirst("Noted");
      return byOperator(records.toSpliced(place + 3, 0, recordAt(place)));
    },
    "time execution report",
  ],
  [
    "a command's second event without its first",
    () => byOperator(records.toSpliced(placeOfFirst("MemberCheckedIn"), 1)),
    "execution",
  ],
  [
    "a sheet submitted after the reveal",
    () => {
      const sheet = recordAt(placeOfFirst("SheetSubmitted"));
      const cause = { ...sheet.cause, id: forgedCause.id };
      const place = placeOfFirst("MarkCorrected");
      const late = { ...sheet, at: recordAt(place).at, cause };
      return byOperator(records.toSpliced(place, 0, late));
    },
    "commitments execution",
  ],
  ["the archive left out", () => byOperator(records.slice(0, -1)), "closed"],
  [
    "a word after the archive",
    () => {
      const command = { type: "note", text: "补记一笔" } as const;
      const event = { type: "Noted", text: "补记一笔" } as const;
      const last = recordAt(records.length - 1);
      const actor = actorOf(offices.supervisor, "supervisor");
      return byOperator([
        ...records,
        { ...last, actor, event, cause: { ...forgedCause, command } },
      ]);
    },
    "execution closed",
  ],
];

/** `…` at the end of a list: and whatever else depends on it. */
function relevant(found: readonly string[], fails: string): readonly string[] {
  return fails.endsWith("…") ? found.filter((name) => fails.split(" ").includes(name)) : found;
}

describe.each([
  ["the container", container],
  ["the files", files],
  ["the events, by an outsider", events],
  ["the signatures", signatures],
  ["the events, by whoever holds the log key", operator],
])("a bundle altered in %s is found out", (_, tampers) => {
  it.each(tampers)("%s", async (_what, make, fails) => {
    const found = await failing(await make());
    expect(relevant(found, fails)).toEqual(fails.split(" ").filter((name) => name !== "…"));
  });
});

describe("a bundle signed by another key", () => {
  it("is refused by everyone who has the true key from elsewhere", async () => {
    const other = await logKey("other");
    const note = await other.signHead(played.stream, lines);
    const texts = textsWith({ "checkpoint.txt": note, "checkpoints.txt": undefined });
    const bundle = packed(texts, { vkey: other.vkey, version });
    expect(await failing(bundle, [key.vkey])).toEqual(["checkpoint"]);
    expect(await failing(bundle, [])).toEqual(["checkpoint"]);
    // Without a key from elsewhere it agrees with itself, and says that this is all it does.
    const { ok, checks } = await verifyBundle(bundle);
    expect(ok).toBe(true);
    expect(checks.find(({ name }) => name === "checkpoint")?.detail).toContain("its source");
  });
});

describe("an attempt that the operator takes off the record", () => {
  const taken = rechained(withoutCommandOf("AttemptRefused"));

  it("is found out by an earlier head that somebody kept", async () => {
    const bundle = await forgedByOperator(taken);
    const head = await key.signHead(played.stream, taken);
    const texts = { ...textsWith({}), "events.ndjson": ndjson(taken), "checkpoint.txt": head };
    const kept = packed({ ...texts, "checkpoints.txt": notes[0] ?? "" });
    expect(await failing(kept)).toEqual(["checkpoint"]);
    // Nothing else can show it: the rest of the record is as lawful without the attempt.
    expect(await failing(bundle)).toEqual([]);
  });
});
