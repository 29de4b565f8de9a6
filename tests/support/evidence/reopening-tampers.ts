import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import { actorOf, chanceOf } from "../evaluation-room.ts";
import { membersOf } from "../evaluation-script.ts";
import { offices } from "../evaluation-tender.ts";
import { forgedByOperator, played, rechained } from "./genuine.ts";
import { changed, placeOfFirst, recordAt, withoutCommandOf, type Tamper } from "./tampers.ts";

const { records } = played;
const byOperator = (all: readonly EventRecord[]): Promise<Uint8Array> =>
  forgedByOperator(rechained(all));

const host = actorOf(offices.host, "host");
/** Drawn at first, and out since the check-in. */
const outsider =
  played.state.panel.members.find(({ status }) => status === "out")?.person ?? offices.witness;
const [, second = ""] = membersOf(played);

/** Every mark of one correction in the re-review, given as if by somebody else. */
function correctedBy(person: string): readonly EventRecord[] {
  const place = records.findLastIndex(({ event }) => event.type === "MarkCorrected");
  const { cause } = recordAt(place);
  return records.map((record) => {
    if (record.cause.id !== cause.id) return record;
    const { event } = record;
    const by = { ...record, actor: actorOf(person, "expert") };
    return event.type === "MarkCorrected" ? { ...by, event: { ...event, member: person } } : by;
  });
}

/** By whoever holds the log key: votes, rollbacks, corrections and the re-review, as they were not. */
export const reopeningTampers: readonly Tamper[] = [
  [
    "a vote on time that nobody cast",
    () => byOperator(changed("TimeAskedFor", (e) => ({ ...e, votes: e.votes + 1 }))),
    "execution",
  ],
  ["a vote on time left out", () => byOperator(withoutCommandOf("TimeAskedFor")), "execution …"],
  [
    "the count at the extension made smaller",
    () => byOperator(changed("ScoringExtended", (e) => ({ ...e, votes: 0 }))),
    "execution report",
  ],
  [
    "sheets opened before the deadline moved",
    () => byOperator(withoutCommandOf("ScoringExtended")),
    "execution report",
  ],
  [
    "the approval of a rollback removed",
    () => byOperator(withoutCommandOf("StageRolledBack")),
    "commitments …",
  ],
  [
    "a rollback that the host approves",
    () =>
      byOperator(
        records.map((r) => (r.event.type === "StageRolledBack" ? { ...r, actor: host } : r)),
      ),
    "execution",
  ],
  [
    "the request for a rollback with another reason",
    () => byOperator(changed("RollbackRequested", (e) => ({ ...e, reason: "例行整理" }))),
    "execution report",
  ],
  [
    "the supervisor's refusal of a rollback removed",
    () => byOperator(withoutCommandOf("RollbackRefused")),
    "execution …",
  ],
  [
    "a sheet left out of a rollback's snapshot",
    () => byOperator(changed("StageRolledBack", (e) => ({ ...e, sheets: e.sheets.slice(1) }))),
    "commitments execution report",
  ],
  [
    "a better mark in a rollback's snapshot",
    () =>
      byOperator(
        changed("StageRolledBack", (e) => ({
          ...e,
          sheets: e.sheets.map((sheet) =>
            sheet.kind === "opened"
              ? { ...sheet, marks: { ...sheet.marks, B1: { ...sheet.marks["B1"], plan: "39.5" } } }
              : sheet,
          ),
        })),
      ),
    "commitments execution report",
  ],
  [
    "a correction for another reason than was given",
    () => byOperator(changed("MarkCorrected", (e) => ({ ...e, code: "06" }))),
    "execution report",
  ],
  [
    "a correction of an objective item where the item is not",
    () =>
      byOperator(
        records.map((r) => {
          const { command } = r.cause;
          if (r.event.type !== "MarkCorrected" || command?.type !== "correctMark") return r;
          const cause = { ...r.cause, command: { ...command, code: "05" as const } };
          return { ...r, event: { ...r.event, code: "05" as const }, cause };
        }),
      ),
    "execution report",
  ],
  [
    "a correction in the re-review by somebody who left the panel",
    () => byOperator(correctedBy(outsider)),
    "execution totals report",
  ],
  [
    "a re-review for an unlawful reason",
    () =>
      byOperator(
        records.map((r) => {
          const { command } = r.cause;
          if (r.event.type !== "ReReviewOpened" || command?.type !== "openReReview") return r;
          const code = "evaluation-04" as const;
          return {
            ...r,
            event: { ...r.event, code },
            cause: { ...r.cause, command: { ...command, code } },
          };
        }),
      ),
    "execution report",
  ],
  [
    "the opening of the re-review removed",
    () => byOperator(withoutCommandOf("ReReviewOpened")),
    "execution …",
  ],
  [
    "the second report signed by somebody who left the panel",
    () => {
      const place = records.findLastIndex(
        ({ event }) => event.type === "ReportSigned" && event.member === second,
      );
      const actor = actorOf(outsider, "expert", true);
      return byOperator(
        records.map((r, n) =>
          n === place && r.event.type === "ReportSigned"
            ? { ...r, actor, event: { ...r.event, member: outsider } }
            : r,
        ),
      );
    },
    "execution signatures",
  ],
  [
    "the first report's hash in the second signature",
    () => {
      const first = recordAt(placeOfFirst("ReportIssued")).event;
      const json = first.type === "ReportIssued" ? first.json : chanceOf("none");
      const place = records.findLastIndex(({ event }) => event.type === "ReportSigned");
      return byOperator(
        records.map((r, n) =>
          n === place && r.event.type === "ReportSigned"
            ? { ...r, event: { ...r.event, report: json } }
            : r,
        ),
      );
    },
    "execution signatures",
  ],
];
