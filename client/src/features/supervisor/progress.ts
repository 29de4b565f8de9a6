import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";

export type Progress = Readonly<{
  kind: "admitted" | "declared" | "ballots" | "findings" | "sheets" | "warnings" | "stands";
  done: number;
  of: number;
}>;

/** How far a stage has come, in counts and never in values. */
export function progressOf(view: EvaluationView): readonly Progress[] {
  const sitting = view.members.filter(({ status }) => status !== "out");
  const count = (test: (member: (typeof sitting)[number]) => boolean) =>
    sitting.filter(test).length;
  switch (view.stage) {
    case "check-in":
      return [
        { kind: "admitted", done: count((m) => m.status === "admitted"), of: sitting.length },
      ];
    case "unsealing":
      return [{ kind: "declared", done: count((m) => m.declared), of: sitting.length }];
    case "lead-election":
      return [{ kind: "ballots", done: view.election.cast, of: sitting.length }];
    case "preliminary-review": {
      if (view.review.missing === undefined || view.bids === undefined) return [];
      const of = sitting.length * view.bids.length * view.review.items.length;
      return [{ kind: "findings", done: of - view.review.missing, of }];
    }
    case "scoring": {
      const { progress } = view.scoring;
      return progress === undefined
        ? []
        : [{ kind: "sheets", done: progress.submitted, of: progress.of }];
    }
    case "re-check": {
      const warnings = view.result?.warnings ?? [];
      const done = warnings.filter(({ answer }) => answer !== undefined).length;
      return warnings.length === 0 ? [] : [{ kind: "warnings", done, of: warnings.length }];
    }
    case "signing": {
      const standings = view.report?.standings ?? [];
      const done = standings.filter(({ kind }) => kind !== "open").length;
      return [{ kind: "stands", done, of: standings.length }];
    }
    case "draw":
    case "signed":
    case "archived":
    case "terminated":
    default:
      return [];
  }
}
