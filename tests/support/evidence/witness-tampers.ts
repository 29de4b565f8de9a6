import type { EventOf } from "@yuanping/shared/contracts/events/index.ts";
import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import { bundleFiles } from "@yuanping/shared/evidence/manifest.ts";
import { formatNote, parseNote } from "@yuanping/shared/tlog/index.ts";
import { partyOf, witnessOf } from "../draw-parties.ts";
import { actorOf } from "../evaluation-room.ts";
import { offices } from "../evaluation-tender.ts";
import {
  entriesOf,
  forgedByOperator,
  genuine,
  key,
  packed,
  played,
  rechained,
  textsWith,
} from "./genuine.ts";
import { recordAt, type Tamper } from "./tampers.ts";

const { records, stream, lines } = played;
const byOperator = (all: readonly EventRecord[]): Promise<Uint8Array> =>
  forgedByOperator(rechained(all));

type Cosigned = EventRecord & Readonly<{ event: EventOf<"HeadCosigned"> }>;

function isCosigned(record: EventRecord): record is Cosigned {
  return record.event.type === "HeadCosigned";
}

/** The last cosignature of a seat: at the gate of the signed report. */
function lastOf(seat: "supervisor" | "witness"): Cosigned {
  const found = records.filter(isCosigned).findLast(({ event }) => event.seat === seat);
  if (found === undefined) throw new Error(`nothing is cosigned by the ${seat}`);
  return found;
}

const last = lastOf("witness");

/** The records with another note in one cosignature, in the event and in the command behind it. */
function withNote(record: Cosigned, note: string): readonly EventRecord[] {
  return records.map((each) =>
    each === record && each.cause.command?.type === "cosignHead"
      ? {
          ...each,
          event: { ...record.event, note },
          cause: { ...each.cause, command: { ...each.cause.command, note } },
        }
      : each,
  );
}

/** The note with one bit of its last signature changed. */
function forged(note: string): string {
  const { text, signatures } = parseNote(note);
  const [line, ...others] = signatures.toReversed();
  if (line === undefined) throw new Error("nobody signed");
  const signature = line.signature.map((byte, n) => (n === 20 ? byte ^ 1 : byte));
  return formatNote({ text, signatures: [...others.toReversed(), { ...line, signature }] });
}

/** The records without the commands behind some of them. */
function without(gone: readonly EventRecord[]): readonly EventRecord[] {
  const ids = new Set(gone.map(({ cause }) => cause.id));
  return records.filter(({ cause }) => !ids.has(cause.id));
}

/** Both cosignatures of the first gate of frozen scores. */
function atFirstFreeze(): readonly EventRecord[] {
  const from = records.findIndex(({ event }) => event.type === "SheetsFrozen");
  return records.slice(from).filter(isCosigned).slice(0, 2);
}

const seconds = Math.floor(last.at / 1000);
const signed = (size: number): Promise<string> => key.signHead(stream, lines.slice(0, size));
const earlierText = entriesOf(genuine).find(({ name }) => name === "checkpoints.txt");

/** What somebody does about witnesses who hold keys of their own; the log's key is the forger's, theirs are not. */
export const witnessTampers: readonly Tamper[] = [
  ["a forged cosignature", () => byOperator(withNote(last, forged(last.event.note))), "witnesses"],
  [
    "a cosignature that another key made",
    async () => {
      // The witness's key for the draw, which was renewed before.
      const note = partyOf(played.state, "witness").cosigned(
        await signed(last.event.size),
        seconds,
      );
      return byOperator(withNote(last, note));
    },
    "witnesses",
  ],
  [
    "the other witness's cosignature once more",
    () => byOperator(withNote(last, lastOf("supervisor").event.note)),
    "witnesses",
  ],
  [
    "a cosignature of an earlier head",
    async () => {
      const note = witnessOf(played.state, "witness").cosigned(await signed(40), seconds);
      return byOperator(withNote(last, note));
    },
    "witnesses execution",
  ],
  [
    "a cosigned head of another history",
    async () => {
      const other = [...lines.slice(0, last.event.size - 1), lines[3] ?? ""];
      const note = witnessOf(played.state, "witness").cosigned(
        await key.signHead(stream, other),
        seconds,
      );
      return byOperator(withNote(last, note));
    },
    "witnesses",
  ],
  [
    "a word changed before a gate that was cosigned, everything signed anew",
    () => {
      const text = "下午三点继续";
      return byOperator(
        records.map((record) =>
          record.event.type === "Said" && record.cause.command?.type === "say"
            ? {
                ...record,
                event: { ...record.event, text },
                cause: { ...record.cause, command: { ...record.cause.command, text } },
              }
            : record,
        ),
      );
    },
    "witnesses",
  ],
  ["a gate that lacks the witness", () => byOperator(without([last])), "witnesses execution"],
  ["a gate that nobody cosigned", () => byOperator(without(atFirstFreeze())), "witnesses …"],
  [
    "a substitute whom the tender does not name",
    async () => {
      const own = partyOf(played.state, "host");
      const note = own.cosigned(await signed(last.event.size), seconds);
      const reason = "见证人员缺席";
      const command = { type: "cosignHead", note, instead: "witness", reason } as const;
      return byOperator(
        records.map((record) =>
          record === last
            ? {
                ...record,
                actor: actorOf(offices.host, "host"),
                event: { ...last.event, party: "host", note, reason },
                cause: { ...record.cause, command },
              }
            : record,
        ),
      );
    },
    "witnesses execution",
  ],
  [
    "another key in the policy",
    () => {
      const text = textsWith({})["policy.txt"] ?? "";
      return packed(textsWith({ "policy.txt": text.replace("quorum gate", "quorum none") }));
    },
    "witnesses",
  ],
  ["the policy left out", () => packed(textsWith({ "policy.txt": undefined })), "witnesses"],
  [
    "contradictions that nobody reported",
    async () => {
      const texts = textsWith({ "contradictions.txt": await signed(40) });
      const inOrder = bundleFiles.flatMap(({ name }) => {
        const text = texts[name];
        return text === undefined ? [] : [[name, text] as const];
      });
      return packed(Object.fromEntries(inOrder));
    },
    "witnesses",
  ],
  [
    "a cosignature forged in the list of heads",
    () => {
      const list = new TextDecoder().decode(earlierText?.bytes);
      const line = last.event.note.split("\n").at(-2) ?? "";
      const bad = forged(last.event.note).split("\n").at(-2) ?? "";
      return packed(textsWith({ "checkpoints.txt": list.replace(line, bad) }));
    },
    "witnesses",
  ],
  [
    "a report that was not yet signed at its gate",
    () => {
      const place = records.findLastIndex(({ event }) => event.type === "SigningClosed");
      const closing = recordAt(place);
      const after = records.slice(place + 1);
      const gone = after.filter(isCosigned).map(({ cause }) => cause.id);
      const kept = after.filter(({ cause }) => !gone.includes(cause.id));
      return byOperator([...records.slice(0, place), closing, ...kept]);
    },
    "witnesses execution",
  ],
];
