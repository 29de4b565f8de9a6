import { describe, expect, test } from "vitest";
import type { Tender } from "@yuanping/shared/contracts/tender.ts";
import { commitTo } from "@yuanping/shared/seal/commitment.ts";
import { personOf } from "../../support/evaluation-room.ts";
import { revealAll } from "../../support/draw-parties.ts";
import {
  agency,
  advance,
  elect,
  expert,
  host,
  member,
  members,
  noConflict,
  opening,
  passAll,
  tenderWith,
  trialAt,
} from "../../support/evaluation-stages.ts";
import { sealedBids } from "../../support/evaluation-tender.ts";
import { Trial } from "../../support/evaluation-trial.ts";

const open = { id: "open", version: "2026-01-01" } as const;
const { panel } = tenderWith();

function panelOf(count: number): Tender["panel"] {
  return { ...panel, draw: { ...panel.draw, seats: [{ specialty: "土建", count }] } };
}

/** Everybody has passed everything, but the first `fails` members fail `bid` on `item`. */
function found(trial: Trial, bid: string, item: string, fails: number): Trial {
  for (const [n, person] of members(trial).entries()) {
    passAll(trial, person);
    if (n >= fails) continue;
    const reason = `理由${n}`;
    trial.do(expert(person), { type: "recordFinding", bid, item, verdict: "fail", reason });
  }
  return trial;
}

const close = (trial: Trial) => trial.try(expert(member(trial, 0)), { type: "closeReview" });

describe("a finding", () => {
  const finding = { type: "recordFinding", bid: "B1", item: "formal", verdict: "pass" } as const;

  test("is on an item of the profile or of the method, and on a bid that was received", () => {
    const trial = trialAt("preliminary-review");
    const who = expert(member(trial, 0));
    for (const item of ["formal", "qualification", "responsiveness", "bid-bond"]) {
      expect(trial.answer(who, { ...finding, item })).toBe("accepted");
    }
    for (const item of ["plan", "unstated"]) {
      expect(trial.answer(who, { ...finding, item })).toBe("review.unknown-item");
    }
    expect(trial.answer(who, { ...finding, bid: "B9" })).toBe("review.unknown-bid");
  });

  test("may be changed until the review is closed, and then no more", () => {
    const trial = found(trialAt("preliminary-review"), "B1", "formal", 5);
    const who = expert(member(trial, 1));
    for (const person of members(trial).slice(1)) trial.do(expert(person), finding);
    trial.do(expert(member(trial, 0)), { type: "closeReview" });
    expect(trial.state.review.closed?.valid).toContain("B1");
    expect(trial.answer(who, finding)).toBe("review.closed");
  });

  test("is a sitting member's own", () => {
    const trial = trialAt("preliminary-review");
    trial.do(expert(member(trial, 2)), finding);
    expect(Object.keys(trial.state.review.findings)).toEqual([member(trial, 2)]);
    expect(trial.answer(expert(personOf("stranger")), finding)).toBe("room.not-yours");
  });
});

describe("closing the review", () => {
  test("is the lead's business, and on record as an attempt when another tries", () => {
    const trial = found(trialAt("preliminary-review"), "B1", "formal", 0);
    const decision = trial.try(expert(member(trial, 1)), { type: "closeReview" });
    expect(decision).toMatchObject({
      refusal: { code: "election.not-the-lead" },
      events: [{ type: "AttemptRefused", command: "closeReview" }],
    });
    expect(close(trial).ok).toBe(true);
    expect(close(trial)).toMatchObject({ refusal: { code: "review.closed" } });
  });

  test("waits for every member's finding on every item of every bid", () => {
    const trial = trialAt("preliminary-review");
    const everyone = members(trial);
    expect(close(trial)).toMatchObject({
      refusal: { code: "review.incomplete", details: { count: 5 * 4 * 4 } },
    });
    for (const person of everyone.slice(0, 4)) passAll(trial, person);
    expect(close(trial)).toMatchObject({ refusal: { details: { count: 16 } } });
  });

  test("rejects a bid that more members fail than pass, with their reasons", () => {
    const trial = found(trialAt("preliminary-review"), "B3", "bid-bond", 3);
    close(trial);
    expect(trial.state.review.closed).toEqual({
      valid: ["B1", "B2", "B4"],
      rejected: [
        {
          bid: "B3",
          items: [{ item: "bid-bond", fail: 3, pass: 2, reasons: ["理由0", "理由1", "理由2"] }],
        },
      ],
    });
  });

  test("keeps a bid that a minority fails", () => {
    const trial = found(trialAt("preliminary-review"), "B3", "bid-bond", 2);
    close(trial);
    expect(trial.state.review.closed?.rejected).toEqual([]);
  });

  test("keeps a bid on which the votes are even", () => {
    const trial = trialAt("preliminary-review", { profile: open, panel: panelOf(4) });
    close(found(trial, "B2", "formal", 2));
    expect(trial.state.review.closed?.valid).toEqual(["B1", "B2", "B3", "B4"]);
  });

  test("judges item by item: two minorities on two items reject nothing", () => {
    const trial = found(trialAt("preliminary-review"), "B2", "formal", 2);
    for (const person of members(trial).slice(3)) {
      const finding = { type: "recordFinding", bid: "B2", item: "qualification" } as const;
      trial.do(expert(person), { ...finding, verdict: "fail", reason: "业绩不符" });
    }
    close(trial);
    expect(trial.state.review.closed?.valid).toContain("B2");
  });
});

describe("opening the scoring", () => {
  /** The review is closed with all but `left` of the four bids rejected. */
  function reviewed(left: number, profile: Tender["profile"]): Trial {
    const trial = trialAt("preliminary-review", { profile });
    for (const person of members(trial)) passAll(trial, person);
    for (const { id: bid } of trial.state.tender.bidders.slice(left)) {
      for (const person of members(trial).slice(0, 3)) {
        const finding = { type: "recordFinding", bid, item: "formal" } as const;
        trial.do(expert(person), { ...finding, verdict: "fail", reason: "未签章" });
      }
    }
    close(trial);
    return trial;
  }
  const G = { id: "G", version: "2026-01-01" } as const;
  const T = { id: "T", version: "2025-01-01" } as const;
  const answer = (trial: Trial) => trial.answer(host, { type: "beginScoring" });

  test("follows the closed review", () => {
    expect(answer(trialAt("preliminary-review"))).toBe("review.not-closed");
    expect(answer(reviewed(4, T))).toBe("accepted");
  });

  test("is refused under G when fewer than three bids are valid", () => {
    expect(answer(reviewed(3, G))).toBe("accepted");
    expect(reviewed(2, G).try(host, { type: "beginScoring" })).toMatchObject({
      refusal: { code: "law.too-few-valid", details: { count: 2 } },
    });
  });

  test("is the panel's decision under T with two or one, and nobody's with none", () => {
    expect(answer(reviewed(2, T))).toBe("accepted");
    expect(answer(reviewed(1, T))).toBe("accepted");
    expect(answer(reviewed(0, T))).toBe("law.too-few-valid");
    expect(answer(reviewed(0, open))).toBe("law.too-few-valid");
  });

  test("waits for a substitute and for a lead", () => {
    const trial = reviewed(4, T);
    trial.do(host, {
      type: "replaceMember",
      member: member(trial, 3),
      reason: "health",
      explanation: "急病",
    });
    expect(answer(trial)).toBe("draw.seat-vacant");
    revealAll(trial);
    expect(answer(trial)).toBe("review.not-closed");
  });
});

describe("a bid whose price cannot be evaluated", () => {
  /** A review of bids of which the second has this price. */
  function reviewing(price: string | undefined): Trial {
    const bids = sealedBids.map(({ content: { price: _price, ...content }, nonce }) =>
      content.id === "B2"
        ? { content: price === undefined ? content : { ...content, price }, nonce }
        : { content: { ...content, price: "100" }, nonce },
    );
    const trial = new Trial();
    trial.do(agency, {
      ...opening(tenderWith()),
      bids: bids.map(({ content, nonce }) => ({
        bid: content.id,
        commitment: commitTo("bid", content, nonce),
      })),
    });
    advance(trial, "unsealing");
    for (const person of members(trial)) {
      trial.do(expert(person), { type: "declareRecusal", recusal: noConflict });
    }
    trial.do(host, { type: "unsealBids", bids });
    elect(trial, member(trial, 0));
    trial.do(host, { type: "beginReview" });
    return trial;
  }

  test("because there is none has to be rejected before the scoring", () => {
    const trial = found(reviewing(undefined), "B2", "formal", 0);
    expect(close(trial)).toMatchObject({
      refusal: { code: "review.no-price", details: { bid: "B2" } },
    });
    expect(close(found(trial, "B2", "formal", 3)).ok).toBe(true);
    expect(trial.state.review.closed?.valid).toEqual(["B1", "B3", "B4"]);
  });

  test("does not stand in the way where the price is usable", () => {
    expect(close(found(reviewing("0.01"), "B2", "formal", 0)).ok).toBe(true);
  });
});
