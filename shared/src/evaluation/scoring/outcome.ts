import type { BidContent } from "../../contracts/tender.ts";
import type { MarkTable } from "../../contracts/sheet.ts";
import type { OutcomeRecord } from "../../contracts/outcome.ts";
import { computeOutcome, withDrawn, type EvaluationCase } from "../../method/index.ts";
import { drawnValues } from "../ceremony/numbers.ts";
import { codesOf, isRecusedFrom, judgesOf, sitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import { scoredBids } from "./sheet-check.ts";

/**
 * The result of `marks` under the tender's method. Bids that the review rejected are left out of the computation and put
 * back as rejected, so that they take no part in any price base.
 */
export function outcomeOf(
  state: Evaluation,
  marks: Readonly<Record<string, MarkTable>>,
): OutcomeRecord {
  const computed = computeOutcome(caseOf(state, marks));
  const rejected = (state.review.closed?.rejected ?? []).map(({ bid, items }) => {
    const text = items.map((item) => `${item.item}: ${item.reasons.join("; ")}`).join(" / ");
    return [
      bid,
      { status: "rejected" as const, reason: { code: "review.rejected", text } },
    ] as const;
  });
  return {
    bids: { ...computed.bids, ...Object.fromEntries(rejected) },
    warnings: computed.warnings,
  };
}

/** The evaluation as an `evaluation-case/1`, which anyone can compute again by hand or with another program. */
export function caseOf(
  state: Evaluation,
  marks: Readonly<Record<string, MarkTable>>,
): EvaluationCase {
  const valid = new Set(scoredBids(state));
  const bids = state.bids.filter((bid) => valid.has(bid.id));
  const codes = codesOf(state.panel);
  return {
    format: "evaluation-case/1",
    id: state.id,
    bids: bids.map(withoutDocuments),
    ...withDrawn(state.tender.method, drawnValues(state)),
    ...recusedIn(state, bids),
    marks: Object.fromEntries(
      bids.map((bid) => [
        bid.id,
        Object.fromEntries(
          judgesOf(state.panel, bid.id).map(({ person }) => [
            codes.get(person) ?? person,
            { ...verdictsOf(state, bid.id, person), ...marks[person]?.[bid.id] },
          ]),
        ),
      ]),
    ),
  };
}

/** Who does not judge which bid, by code; absent where everybody judges all. */
function recusedIn(
  { panel }: Evaluation,
  bids: readonly BidContent[],
): Pick<EvaluationCase, "recused"> {
  const rows = bids.flatMap(({ id }) => {
    const codes = sitting(panel).flatMap((member) =>
      isRecusedFrom(member, id) ? member.code : [],
    );
    return codes.length === 0 ? [] : [[id, codes] as const];
  });
  return rows.length === 0 ? {} : { recused: Object.fromEntries(rows) };
}

function withoutDocuments({
  documents: _documents,
  ...bid
}: BidContent): Omit<BidContent, "documents"> {
  return bid;
}

/** The member's findings on the method's own pass-fail items, as marks. */
function verdictsOf(
  state: Evaluation,
  bid: string,
  person: string,
): Readonly<Record<string, string>> {
  const findings = state.review.findings[person]?.[bid] ?? {};
  const own = state.tender.method.items.filter((item) => item.kind === "pass-fail");
  return Object.fromEntries(
    own.flatMap(({ id }) => {
      const finding = findings[id];
      return finding === undefined ? [] : [[id, finding.verdict]];
    }),
  );
}
