import { describe, expect, test } from "vitest";
import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import type { OpenedSheet } from "@yuanping/shared/contracts/sheet.ts";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { caseOf } from "@yuanping/shared/evaluation/scoring/outcome.ts";
import { CaseReader } from "@yuanping/shared/evidence/read-case.ts";
import { caseSchema, computeOutcome } from "@yuanping/shared/method/index.ts";
import {
  advance,
  expert,
  host,
  member,
  members,
  passAll,
  proven,
  sheetOf,
  submission,
  trialAt,
} from "../../support/evaluation-stages.ts";
import { sealedBids } from "../../support/evaluation-tender.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const open = { profile: { id: "open", version: "2026-11-01" } } as const;
const ground = "三年内在该单位任职";
const recusal: Command = { type: "recuseFromBid", bid: "B1", ground };

const viewOf = (trial: Trial, person: string) =>
  view(trial.state, { person, role: "expert" }, new Map());

/** A sheet with one mark on every item of the bids that its member judges. */
function ownSheet(trial: Trial, person: string, mark: string, without: string): OpenedSheet {
  const { sheet, nonce } = sheetOf(trial, person, mark);
  const { [without]: _left, ...marks } = sheet.marks;
  return { sheet: { ...sheet, marks }, nonce };
}

describe("a member who is recused from one bid", () => {
  test("keeps the seat, and is sent neither that bid's content nor its documents any more", () => {
    const trial = trialAt("preliminary-review", open);
    const person = member(trial, 0);
    const sha256 = sealedBids[0]?.content.documents?.[0]?.sha256 ?? "";
    const opening: Command = { type: "openDocument", bid: "B1", sha256 };
    trial.do(expert(person), opening);
    trial.do(expert(person), recusal);
    expect(trial.state.panel.members[0]).toMatchObject({ status: "admitted", recusedFrom: ["B1"] });
    const own = viewOf(trial, person);
    expect(own.bids?.map(({ id }) => id)).toEqual(["B2", "B3", "B4"]);
    expect(JSON.stringify(own)).not.toContain(sha256);
    expect(viewOf(trial, member(trial, 1)).bids).toHaveLength(4);
    expect(trial.answer(expert(person), opening)).toBe("documents.not-yours");
    expect(trial.answer(expert(person), recusal)).toBe("checkin.already");
  });

  test("finds nothing on it: earlier findings are void, and the review is complete without them", () => {
    const trial = trialAt("preliminary-review", open);
    const person = member(trial, 1);
    for (const one of members(trial)) passAll(trial, one);
    trial.do(expert(person), recusal);
    expect(trial.state.review.findings[person]?.["B1"]).toBeUndefined();
    const finding = { type: "recordFinding", bid: "B1", item: "formal", verdict: "pass" } as const;
    expect(trial.answer(expert(person), finding)).toBe("checkin.recused");
    expect(trial.answer(expert(person), { ...finding, bid: "B2" })).toBe("accepted");
    const lead = expert(trial.state.election.lead ?? "");
    expect(trial.answer(lead, { type: "closeReview" })).toBe("accepted");
  });

  test("gets a submitted sheet back, and the bid's mark is the mean of those who judged it, as anybody computes it", () => {
    const trial = trialAt("scoring", open);
    const [recused = "", ...others] = members(trial);
    const early = sheetOf(trial, recused, "1");
    trial.do(proven(recused), submission(early));
    trial.do(expert(recused), recusal);
    expect(viewOf(trial, recused).scoring).toMatchObject({
      round: 2,
      returned: { problem: "scoring.recused", path: "B1" },
    });
    const sheets = [
      ownSheet(trial, recused, "1", "B1"),
      ...others.map((person) => sheetOf(trial, person, "9")),
    ];
    for (const opened of sheets) trial.do(proven(opened.sheet.member), submission(opened));
    trial.system({ type: "freezeSheets" });
    trial.system({ type: "openSheets", sheets });
    const { result, marks } = trial.state.scoring;
    const items = (bid: string) => {
      const found = result?.outcome.bids[bid];
      return found?.status === "ranked" ? found.items["plan"] : undefined;
    };
    // Four nines; the fifth member's mark is missing, and not 0. On B2 the fifth gave 1.
    expect([items("B1"), items("B2")]).toEqual(["9.00", "7.40"]);
    const stated = caseOf(trial.state, marks);
    expect(stated.recused).toEqual({ B1: ["A"] });
    const parsed = caseSchema.parse(JSON.parse(JSON.stringify(stated)));
    expect(computeOutcome(parsed).bids).toEqual(result?.outcome.bids);
    const reader = new CaseReader();
    for (const record of trial.records) reader.take(record.event);
    expect(computeOutcome(reader.end().evaluationCase).bids).toEqual(result?.outcome.bids);
  });

  test("may not slip a mark for it into the sheet, nor explain a warning on it", () => {
    const trial = trialAt("scoring", open);
    const [recused = "", ...others] = members(trial);
    trial.do(expert(recused), recusal);
    const whole = sheetOf(trial, recused);
    trial.do(proven(recused), submission(whole));
    const sheets = [whole, ...others.map((person) => sheetOf(trial, person))];
    for (const opened of sheets.slice(1)) trial.do(proven(opened.sheet.member), submission(opened));
    trial.system({ type: "freezeSheets" });
    trial.system({ type: "openSheets", sheets });
    expect(trial.state.scoring.returned[recused]).toMatchObject({
      problem: "scoring.unknown-bid",
      path: "B1",
    });
    expect(trial.state.scoring.opened).toEqual({});
  });

  test("opens the review again where the panel's finding hung on theirs", () => {
    const trial = trialAt("preliminary-review", open);
    const panel = members(trial);
    for (const one of panel) passAll(trial, one);
    for (const one of panel.slice(0, 3)) {
      const reason = "未提交投标保证金";
      const finding = { type: "recordFinding", bid: "B1", item: "bid-bond" } as const;
      trial.do(expert(one), { ...finding, verdict: "fail", reason });
    }
    trial.do(expert(trial.state.election.lead ?? ""), { type: "closeReview" });
    trial.do(host, { type: "beginScoring" });
    const other = trial.fork();
    other.do(expert(panel[3] ?? ""), recusal);
    expect(other.state).toMatchObject({ stage: "scoring" });
    trial.do(expert(panel[0] ?? ""), recusal);
    expect(trial.state).toMatchObject({
      stage: "preliminary-review",
      review: { closed: undefined },
    });
  });

  test("leaves the seat when too few would be left to judge the bid", () => {
    const trial = trialAt("preliminary-review", open);
    const panel = members(trial);
    for (const one of panel.slice(0, 3)) trial.do(expert(one), recusal);
    expect(trial.try(expert(panel[3] ?? ""), recusal)).toMatchObject({
      events: [{ type: "SeatVacated", reason: "recusal" }],
    });
  });

  test("keeps the seat by the declaration before the unsealing, too, unless the conflict is with the owner", () => {
    const trial = trialAt("unsealing", open);
    const declare = (bids: string[]): Command => ({
      type: "declareRecusal",
      recusal: { conflict: true, ground, bids },
    });
    const person = member(trial, 0);
    expect(trial.fork().try(expert(person), declare([]))).toMatchObject({
      events: [{ type: "RecusalDeclared" }, { type: "SeatVacated" }],
    });
    trial.do(expert(person), declare(["B2"]));
    expect(trial.state.panel.members[0]?.recusedFrom).toEqual(["B2"]);
    advanceAfterDeclaration(trial);
    expect(viewOf(trial, person).bids?.map(({ id }) => id)).toEqual(["B1", "B3", "B4"]);
  });
});

function advanceAfterDeclaration(trial: Trial): void {
  for (const person of members(trial).slice(1)) {
    trial.do(expert(person), { type: "declareRecusal", recusal: { conflict: false } });
  }
  trial.do(host, { type: "unsealBids", bids: sealedBids });
}

test("under tendering law a conflict with one bidder costs the seat, and the refusal names the article", () => {
  const trial = trialAt("preliminary-review");
  expect(trial.try(expert(member(trial, 0)), recusal)).toMatchObject({
    refusal: { code: "checkin.recusal-takes-seat", details: { article: "招标投标法 第三十七条" } },
  });
});

test("where members are compared by their whole sheets, the seat goes with the bid", () => {
  const { method } = trialAt("draw").state.tender;
  const dropping = { ...method, aggregate: { kind: "drop-member" } as const };
  const trial = trialAt("preliminary-review", { ...open, method: dropping });
  expect(trial.answer(expert(member(trial, 0)), recusal)).toBe("checkin.recusal-takes-seat");
});

test("an evaluation with a recusal goes on to its signed report, which names it", () => {
  const trial = trialAt("lead-election", open);
  advance(trial, "preliminary-review");
  const person = member(trial, 2);
  trial.do(expert(person), recusal);
  for (const one of members(trial)) {
    for (const { id: bid } of trial.state.tender.bidders) {
      if (one === person && bid === "B1") continue;
      for (const { id: item } of viewOf(trial, one).review.items) {
        trial.do(expert(one), { type: "recordFinding", bid, item, verdict: "pass" });
      }
    }
  }
  trial.do(expert(trial.state.election.lead ?? ""), { type: "closeReview" });
  trial.do(host, { type: "beginScoring" });
  const sheets = members(trial).map((one) =>
    one === person ? ownSheet(trial, one, "8", "B1") : sheetOf(trial, one),
  );
  for (const opened of sheets) trial.do(proven(opened.sheet.member), submission(opened));
  trial.system({ type: "freezeSheets" });
  trial.system({ type: "openSheets", sheets });
  advance(trial, "signing");
  expect(trial.state.report.issued?.report).toMatchObject({
    recusals: [{ member: "C", bid: "B1" }],
  });
});
