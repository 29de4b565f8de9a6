import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import {
  forgedByOutsider,
  key,
  logKey,
  notes,
  packed,
  played,
  rechained,
  textsWith,
} from "./genuine.ts";
import { ndjson, placeOfFirst, recordAt, withoutCommandOf, type Tamper } from "./tampers.ts";

const { lines, records } = played;
const byOutsider = (all: readonly EventRecord[]): Uint8Array => forgedByOutsider(rechained(all));

/** The last event of one command, and the first of the next. */
const border = records.findIndex((r, n) => n >= 50 && r.cause.id !== records[n + 1]?.cause.id);
const swapped = lines.with(border, lines[border + 1] ?? "").with(border + 1, lines[border] ?? "");
const withLine = (at: number, change: (line: string) => string): Uint8Array =>
  forgedByOutsider(lines.with(at, change(lines[at] ?? "")));

export const eventsTampers: readonly Tamper[] = [
  ["the last event dropped", () => forgedByOutsider(lines.slice(0, -1)), "checkpoint closed"],
  ["two events swapped", () => forgedByOutsider(swapped), "sequence chain time checkpoint …"],
  [
    "an event dropped and the rest numbered anew",
    () => byOutsider(records.toSpliced(60, 1)),
    "checkpoint …",
  ],
  [
    "an event inserted and the rest numbered anew",
    () => byOutsider(records.toSpliced(61, 0, recordAt(60))),
    "checkpoint execution",
  ],
  [
    "an event put out of its number",
    () => forgedByOutsider(lines.toSpliced(61, 0, lines[60] ?? "")),
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

export const signaturesTampers: readonly Tamper[] = [
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
    "an earlier head twice",
    () => packed(textsWith({ "checkpoints.txt": `${notes[0]}\n${notes[0]}` })),
    "checkpoint",
  ],
  [
    "earlier heads in the wrong order",
    () => packed(textsWith({ "checkpoints.txt": `${notes[1]}\n${notes[0]}` })),
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
