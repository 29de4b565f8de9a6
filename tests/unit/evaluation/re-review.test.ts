import { describe, expect, test } from "vitest";
import { hashOf } from "@yuanping/shared/seal/commitment.ts";
import { open } from "@yuanping/shared/law/profiles/open.ts";
import { procurement } from "@yuanping/shared/law/profiles/procurement.ts";
import { tendering } from "@yuanping/shared/law/profiles/tendering.ts";
import { actorOf, personOf } from "../../support/evaluation-room.ts";
import {
  advance,
  agency,
  expert,
  explainAll,
  host,
  member,
  members,
  proven,
  supervisor,
  trialAt,
} from "../../support/evaluation-stages.ts";
import { revealAll } from "../../support/draw-parties.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const reason = "质疑所指加总有误";
const open03 = { type: "openReReview", code: "result-03", reason } as const;
const correction = { type: "correctMark", bid: "B1", item: "plan", value: "39.5", reason } as const;

function underReview(): Trial {
  const trial = trialAt("signed");
  trial.do(host, open03);
  return trial;
}

describe("a re-review after the signing (87号令 64)", () => {
  test("is opened by the agency or the host, for one of the four reasons only", () => {
    for (const code of ["result-01", "result-02", "evaluation-01", "evaluation-04"] as const) {
      expect(trialAt("signed").answer(host, { ...open03, code })).toBe(
        "reopening.reason-not-lawful",
      );
    }
    for (const code of ["result-03", "result-04", "result-05", "result-06"] as const) {
      expect(trialAt("signed").answer(agency, { ...open03, code })).toBe("accepted");
    }
    expect(trialAt("signed").answer(supervisor, open03)).toBe("room.not-permitted");
    expect(trialAt("signing").answer(host, open03)).toBe("room.out-of-turn");
    expect(trialAt("archived").answer(host, open03)).toBe("room.out-of-turn");
  });

  test("is unknown to the versions of the rules from before it was data", () => {
    const old = trialAt("signed", { profile: { id: "T", version: "2025-01-01" } });
    expect(old.answer(host, open03)).toBe("reopening.reason-not-lawful");
  });

  test("changes a mark for the reason it was opened for, and for no other", () => {
    const trial = underReview();
    const first = expert(member(trial, 0));
    expect(trial.answer(first, { ...correction, code: "06" })).toBe("reopening.other-reason");
    expect(trial.answer(first, { ...correction, code: "03" })).toBe("accepted");
    expect(trial.state.scoring.result?.version).toBe(2);
  });

  test("keeps both versions of the result and both reports, and is signed anew by the whole panel", () => {
    const trial = underReview();
    const before = trialAt("signed").state;
    trial.do(expert(member(trial, 0)), { ...correction, code: "03" });
    explainAll(trial);
    advance(trial, "signing");
    expect(trial.state.report.standings).toEqual({});
    advance(trial, "signed");
    const { kept, reReview } = trial.state.reopening;
    expect(reReview).toBeUndefined();
    expect(kept).toMatchObject([
      {
        cause: { kind: "re-review", code: "result-03", reason },
        result: { version: 1 },
        report: { json: before.report.issued?.json },
      },
    ]);
    expect(kept[0]?.result?.outcome).toEqual(before.scoring.result?.outcome);
    expect(trial.state.scoring.result?.version).toBe(2);
    expect(trial.state.report.issued?.json).not.toBe(before.report.issued?.json);
    expect(Object.keys(trial.state.report.standings)).toHaveLength(members(trial).length);
  });

  test("is the business of the panel that signed: an outsider and a member who left are refused on record", () => {
    const trial = trialAt("check-in");
    const out = member(trial, 0);
    trial.do(host, { type: "replaceMember", member: out, reason: "health", explanation: "住院" });
    revealAll(trial);
    advance(trial, "signed");
    trial.do(host, open03);
    for (const person of [personOf("stranger"), out]) {
      const actor = actorOf(person, "expert", true);
      expect(trial.answer(actor, { ...correction, code: "03" })).toBe("room.not-yours");
      expect(trial.records.at(-1)?.event.type).toBe("AttemptRefused");
    }
    expect(trial.answer(proven(out), { type: "issueReport" })).toBe("election.not-the-lead");
  });

  test("goes back to the re-check at most: nobody scores anew", () => {
    const trial = underReview();
    const back = { type: "requestRollback", reason } as const;
    expect(trial.answer(host, { ...back, to: "scoring" })).toBe("reopening.in-re-review");
    explainAll(trial);
    advance(trial, "signing");
    expect(trial.answer(host, { ...back, to: "re-check" })).toBe("accepted");
  });
});

test("the profiles of before are what tenders were pinned to: their hashes never change", () => {
  expect([tendering, procurement, open].map(hashOf)).toEqual([
    "c0ca9864084a0b764845ac8489468bbbf93884f5a620baff5dd4fe65c5e933c4",
    "a818856d029557a2994ab26ee1fd8ae98d69c341406d22044e6e164eabca176d",
    "a3ba3b39f7ffe76d0c28b9ffa4774154aa060295b097a96b221ab92068d50e88",
  ]);
});
