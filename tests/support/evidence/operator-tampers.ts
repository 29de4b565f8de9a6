import type { EventOf } from "@yuanping/shared/contracts/events/index.ts";
import type { Segment } from "@yuanping/shared/contracts/recording.ts";
import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import { actorOf, chanceOf } from "../evaluation-room.ts";
import { membersOf } from "../evaluation-script.ts";
import { offices } from "../evaluation-tender.ts";
import { forgedByOperator, played, rechained } from "./genuine.ts";
import { changed, placeOfFirst, recordAt, withoutCommandOf, type Tamper } from "./tampers.ts";

const { records } = played;
const byOperator = (all: readonly EventRecord[]): Promise<Uint8Array> =>
  forgedByOperator(rechained(all));

/** Reads the first mark on the first bid as more than it was. */
function withBetterMark(opened: EventOf<"SheetOpened">["opened"]): typeof opened {
  const { marks } = opened.sheet;
  const better = { ...marks, B1: { ...marks["B1"], plan: "39.5" } };
  return { ...opened, sheet: { ...opened.sheet, marks: better } };
}

function cutShort(segment: Segment): Segment {
  return { ...segment, to: segment.from + 10_000 };
}

const host = actorOf(offices.host, "host");
const forgedCause = { id: "forged-command", index: 0, of: 1 };
const [, , , dissenter = ""] = membersOf(played);

/** Everything is hashed, derived and signed again by the one who has the log's own key. */
export const operatorTampers: readonly Tamper[] = [
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
    "a segment of the recording that ends too early",
    () =>
      byOperator(changed("SegmentsKept", (e) => ({ ...e, segments: e.segments.map(cutShort) }))),
    "execution recordings",
  ],
  [
    "a recording under the hash of another file",
    () =>
      byOperator(
        changed("SegmentsKept", (e) => ({
          ...e,
          segments: e.segments.map((s) => ({ ...s, sha256: chanceOf("another file") })),
        })),
      ),
    "execution",
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
    "rules execution draw",
  ],
  [
    "another method's hash",
    () => byOperator(changed("TenderOpened", (e) => ({ ...e, methodHash: chanceOf("other") }))),
    "rules execution draw",
  ],
  [
    "another value revealed in the draw",
    () => byOperator(changed("DrawRevealed", (e) => ({ ...e, value: chanceOf("chosen") }))),
    "execution …",
  ],
  [
    "another desk drawn",
    () =>
      byOperator(
        changed("NumbersDrawn", (e) => ({
          ...e,
          drawn: e.drawn.map((set) => ({ ...set, values: set.values.toReversed() })),
        })),
      ),
    "execution …",
  ],
  [
    "another member drawn",
    () =>
      byOperator(
        changed("SubstitutesDrawn", (e) => ({
          ...e,
          substitutes: e.substitutes.map((seat) => ({ ...seat, person: offices.witness })),
        })),
      ),
    "execution …",
  ],
  [
    "a declined invitation removed",
    () => byOperator(withoutCommandOf("InvitationDeclined")),
    "execution …",
  ],
  [
    "a declined invitation turned into an accepted one",
    () =>
      byOperator(
        records.map((record) =>
          record.event.type === "InvitationDeclined"
            ? { ...record, event: { type: "InvitationAccepted", member: record.event.member } }
            : record,
        ),
      ),
    "execution …",
  ],
  [
    "an acceptance by somebody else",
    () =>
      byOperator(
        records.map((record) =>
          record.event.type === "InvitationAccepted" ? { ...record, actor: host } : record,
        ),
      ),
    "execution",
  ],
  [
    "a silence that came before its time",
    () =>
      byOperator(
        records.flatMap((record) =>
          record.cause.command?.type === "lapseInvitation"
            ? [{ ...record, at: record.at - 1 }]
            : [record],
        ),
      ),
    "execution …",
  ],
  [
    "a call that was never made",
    () => byOperator(changed("CallRecorded", (e) => ({ ...e, outcome: "sent" }))),
    "execution report",
  ],
  [
    "a call left out of the record",
    () => byOperator(withoutCommandOf("CallRecorded")),
    "execution report",
  ],
  [
    "a look at names left out of the record",
    () => byOperator(changed("NamesShown", (e) => ({ ...e, members: e.members.slice(1) }))),
    "execution",
  ],
  [
    "a time that goes back",
    () =>
      byOperator(
        records.map((r, n) =>
          n === placeOfFirst("FindingRecorded") ? { ...r, at: r.at - 86_400_000 } : r,
        ),
      ),
    "time",
  ],
  [
    "one command twice",
    () => {
      const place = placeOfFirst("Resumed");
      const again = { ...recordAt(placeOfFirst("Said")), at: recordAt(place).at };
      return byOperator(records.toSpliced(place + 1, 0, again));
    },
    "execution",
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
