import type { Stage } from "@yuanping/shared/contracts/stages.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";

type DutyName = keyof RoomWords["host"]["duties"];
/** `yours`: only the host can know whether it is done (87号令 45); the system ticks the others from the record. */
export type HostDuty = Readonly<{ name: DutyName; state: "done" | "open" | "yours" }>;

/** The host's legal duties at this stage. */
export function dutiesAt(view: EvaluationView): readonly HostDuty[] {
  const sitting = view.members.filter(({ status }) => status !== "out");
  const all = (test: (member: (typeof sitting)[number]) => boolean) =>
    sitting.length > 0 && sitting.every(test);
  const done: Readonly<Record<Exclude<DutyName, "discipline" | "order">, boolean>> = {
    drawn: view.draw !== undefined,
    identity: all(({ status }) => status === "admitted"),
    announce: view.bidders !== undefined && view.stage !== "check-in",
    declared: all(({ declared }) => declared),
    unsealed: view.bids !== undefined,
    lead: view.election.lead !== undefined,
    findings: view.review.closed !== undefined || view.review.missing === 0,
    closed: view.review.closed !== undefined,
    sheets: view.result !== undefined,
    warnings: view.result?.warnings.every(({ answer }) => answer !== undefined) ?? false,
    report: view.report !== undefined,
    stands: view.report?.standings.every(({ kind }) => kind !== "open") ?? false,
    archive: view.stage === "archived",
  };
  return (namesAt[view.stage] ?? []).map((name) => {
    if (name === "discipline" || name === "order") return { name, state: "yours" };
    return { name, state: done[name] ? "done" : "open" };
  });
}

const namesAt: Readonly<Partial<Record<Stage, readonly DutyName[]>>> = {
  draw: ["drawn"],
  "check-in": ["identity", "discipline"],
  unsealing: ["announce", "declared", "unsealed"],
  "lead-election": ["lead", "order"],
  "preliminary-review": ["findings", "closed", "order"],
  scoring: ["sheets", "order"],
  "re-check": ["warnings", "report", "order"],
  signing: ["stands", "order"],
  signed: ["archive"],
  archived: ["archive"],
};
