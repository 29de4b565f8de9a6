import type { OutcomeRecord } from "@yuanping/shared/contracts/outcome.ts";
import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import { actorOf, chanceOf } from "../evaluation-room.ts";
import { membersOf } from "../evaluation-script.ts";
import { offices } from "../evaluation-tender.ts";
import { forgedByOperator, played, rechained } from "./genuine.ts";
import { changed, placeOfFirst, recordAt, type Tamper } from "./tampers.ts";

const { records } = played;
const host = actorOf(offices.host, "host");
const byOperator = (all: readonly EventRecord[]): Promise<Uint8Array> =>
  forgedByOperator(rechained(all));

/** The records with one of them changed. */
function changedAt(place: number, change: (record: EventRecord) => EventRecord) {
  return records.map((record, n) => (n === place ? change(record) : record));
}

const second = records.findIndex(({ cause }) => cause.index === 1 && cause.of === 2);
const { command: someCommand } = recordAt(second - 1).cause;
const [memberA = "", memberB = ""] = membersOf(played);

function withOutcome(change: (o: OutcomeRecord) => OutcomeRecord): Promise<Uint8Array> {
  return byOperator(changed("ResultComputed", (e) => ({ ...e, outcome: change(e.outcome) })));
}

/** Forgeries that only one line of a check finds. */
export const slyTampers: readonly Tamper[] = [
  [
    "an event lent by another stream",
    () => byOperator(changedAt(100, (r) => ({ ...r, stream: "evaluation/other" }))),
    "sequence",
  ],
  [
    "two times within one command",
    () => byOperator(changedAt(second, (r) => ({ ...r, at: r.at + 1 }))),
    "execution",
  ],
  [
    "a command's events counted wrong",
    () => byOperator(changedAt(second, (r) => ({ ...r, cause: { ...r.cause, of: 3 } }))),
    "execution",
  ],
  [
    "two actors within one command",
    () => byOperator(changedAt(second, (r) => ({ ...r, actor: host }))),
    "execution",
  ],
  [
    "a command written down twice",
    () =>
      byOperator(
        changedAt(second, (r) =>
          someCommand === undefined ? r : { ...r, cause: { ...r.cause, command: someCommand } },
        ),
      ),
    "execution",
  ],
  [
    "a bid in the result that nobody made",
    () =>
      withOutcome(({ bids, warnings }) => {
        const { B1 } = bids;
        return { bids: B1 === undefined ? bids : { ...bids, B9: B1 }, warnings };
      }),
    "execution totals report",
  ],
  [
    "a rejected bid that is ranked after all",
    () =>
      withOutcome(({ bids, warnings }) => {
        const { B1 } = bids;
        return { bids: B1 === undefined ? bids : { ...bids, B4: B1 }, warnings };
      }),
    "execution totals report",
  ],
  [
    "a warning that is passed over",
    () => withOutcome(({ bids }) => ({ bids, warnings: [] })),
    "execution totals report",
  ],
  [
    "a sheet copied from another member, commitment and all",
    () => {
      const theirs = played.sheets.find(({ sheet }) => sheet.member === memberA);
      const commitment = records
        .map(({ event }) => event)
        .find((e) => e.type === "SheetSubmitted" && e.member === memberA);
      if (theirs === undefined || commitment?.type !== "SheetSubmitted")
        throw new Error("no sheet");
      return byOperator(
        records.map((r) => {
          const { event } = r;
          if (event.type === "SheetSubmitted" && event.member === memberB) {
            return { ...r, event: { ...commitment, member: memberB } };
          }
          return event.type === "SheetOpened" && event.member === memberB
            ? { ...r, event: { ...event, opened: theirs } }
            : r;
        }),
      );
    },
    "commitments sealing execution totals report",
  ],
  [
    "a sheet of another round than was submitted",
    () => byOperator(changed("SheetSubmitted", (e) => ({ ...e, round: e.round + 1 }))),
    "commitments execution",
  ],
  [
    "a signature under another report",
    () => byOperator(changed("ReportSigned", (e) => ({ ...e, report: chanceOf("other") }))),
    "execution signatures",
  ],
  [
    "a signature without the password shown again",
    () =>
      byOperator(
        changedAt(placeOfFirst("ReportSigned"), (r) => ({
          ...r,
          actor: actorOf(r.actor.person, "expert"),
        })),
      ),
    "execution signatures",
  ],
  [
    "a stop before the report",
    () => byOperator(records.slice(0, placeOfFirst("ReportIssued"))),
    "report signatures closed",
  ],
];
