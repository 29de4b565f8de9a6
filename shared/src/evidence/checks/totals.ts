import type { OutcomeRecord } from "../../contracts/outcome.ts";
import { computeOutcome } from "../../method/index.ts";
import { canonicalize } from "../../tlog/index.ts";
import { fail, pass, type Finding } from "../check.ts";
import { outcomeFile } from "../derived-files.ts";
import type { CaseReading } from "../read-case.ts";
import { holds } from "./rules.ts";

/** A bid as it stands in the result. */
export type BidTotal = Readonly<
  | { bid: string; name: string; status: "ranked"; total: string; rank: number }
  | { bid: string; name: string; status: "rejected" }
>;

export type TotalsReading = Readonly<{ finding: Finding; totals: readonly BidTotal[] | undefined }>;

/**
 * Computes the result again from what the members wrote (opened sheets, corrections, findings), without asking the core
 * of the room what it makes of them, and compares it with the result on record and with `outcome.json`.
 */
export function checkTotals(
  reading: CaseReading,
  files: ReadonlyMap<string, Uint8Array>,
): TotalsReading {
  const { result } = reading;
  if (result === undefined) return { finding: withoutResult(reading, files), totals: undefined };
  const totals = totalsOf(reading, result);
  const differing = firstDifference(reading, result);
  if (differing !== undefined) {
    return {
      finding: fail(`${differing} differs from the sheets`, `${differing} 与评分表不符`),
      totals,
    };
  }
  if (!holds(files, "outcome.json", outcomeFile(result))) {
    return { finding: fail("outcome.json is another result", "outcome.json 与结果不符"), totals };
  }
  const { size } = reading.marks;
  return {
    finding: pass(
      `${totals.length} bids from ${size} sheets and ${reading.corrections} correction(s)`,
      `由 ${size} 张评分表、${reading.corrections} 处更正算得 ${totals.length} 份投标的结果`,
    ),
    totals,
  };
}

function withoutResult({ marks }: CaseReading, files: ReadonlyMap<string, Uint8Array>): Finding {
  return marks.size > 0 || files.has("outcome.json")
    ? fail("sheets are open, or a file states a result, without one on record", "记录中缺少结果")
    : pass("no result was computed", "未产生评审结果");
}

/** The first part of the result that does not follow from the sheets: a bid, or the warnings. */
function firstDifference(reading: CaseReading, result: OutcomeRecord): string | undefined {
  const computed = computeOutcome(reading.evaluationCase);
  const reviewed = new Set(reading.rejected);
  const due = [...Object.keys(computed.bids), ...reviewed];
  const stray = Object.keys(result.bids).find((bid) => !due.includes(bid));
  if (stray !== undefined) return stray;
  const wrong = due.find((bid) => {
    const stated = result.bids[bid];
    if (stated === undefined) return true;
    if (reviewed.has(bid)) return stated.status !== "rejected";
    return canonicalize(stated) !== canonicalize(computed.bids[bid]);
  });
  if (wrong !== undefined) return wrong;
  return canonicalize(result.warnings) === canonicalize(computed.warnings) ? undefined : "warnings";
}

function totalsOf({ names }: CaseReading, { bids }: OutcomeRecord): readonly BidTotal[] {
  return Object.entries(bids)
    .map(([bid, outcome]): BidTotal => {
      const name = names.get(bid) ?? "";
      return outcome.status === "ranked"
        ? { bid, name, status: "ranked", total: outcome.total, rank: outcome.rank }
        : { bid, name, status: "rejected" };
    })
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf(total: BidTotal): number {
  return total.status === "ranked" ? total.rank : Number.POSITIVE_INFINITY;
}
