import { describe, expect, test } from "vitest";
import { composeReport } from "@yuanping/shared/evaluation/report/compose.ts";
import { renderReport } from "@yuanping/shared/evaluation/report/render.ts";
import { hashOf } from "@yuanping/shared/seal/commitment.ts";
import { hex, sha256, utf8 } from "@yuanping/shared/tlog/index.ts";
import { chanceOf } from "../../support/evaluation-room.ts";
import {
  expert,
  host,
  member,
  members,
  proven,
  supervisor,
  tenderWith,
  trialAt,
} from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const sign = (trial: Trial, n: number, report = hashIn(trial)) =>
  trial.try(proven(member(trial, n)), { type: "signReport", report });
const dissent = (trial: Trial, n: number) =>
  trial.try(proven(member(trial, n)), { type: "dissent", report: hashIn(trial), reason: "不同意" });
const hashIn = (trial: Trial) => trial.state.report.issued?.json ?? "";

describe("the report", () => {
  test("is adopted by the lead alone", () => {
    const trial = trialAt("re-check");
    const decision = trial.try(expert(member(trial, 1)), { type: "issueReport" });
    expect(decision).toMatchObject({
      refusal: { code: "election.not-the-lead" },
      events: [{ type: "AttemptRefused" }],
    });
    expect(trial.answer(expert(member(trial, 0)), { type: "issueReport" })).toBe("accepted");
  });

  test("is a function of the record: its hashes can be computed by anyone", () => {
    const before = trialAt("re-check");
    const trial = before.fork();
    const [issued] = trial.do(expert(member(trial, 0)), { type: "issueReport" });
    const report = composeReport(before.state);
    expect(issued).toEqual({
      type: "ReportIssued",
      json: hashOf(report),
      html: hex(sha256(utf8(renderReport(report)))),
    });
    expect(trial.state.report.issued?.report).toEqual(report);
  });

  test("stands as it was issued, whatever the supervisor notes afterwards", () => {
    const trial = trialAt("signing");
    const { issued } = trial.state.report;
    trial.do(supervisor, { type: "note", text: "请抓紧签署" });
    trial.do(supervisor, { type: "warn", text: "注意保密" });
    expect(trial.state.report.issued).toBe(issued);
    expect(hashOf(trial.state.report.issued?.report)).toBe(hashIn(trial));
  });

  test("names members by their codes, never by their refs", () => {
    const trial = trialAt("signing");
    const text = JSON.stringify(trial.state.report.issued?.report);
    for (const person of members(trial)) expect(text).not.toContain(person);
  });

  test("shows what people typed as text, not as markup", () => {
    const trial = trialAt("re-check", { ...tenderWith(), title: `<img src=x onerror=alert("1")>` });
    trial.do(supervisor, { type: "note", text: "<script>alert('2')</script>" });
    const html = renderReport(composeReport(trial.state));
    expect(html).not.toMatch(/<img|<script/u);
    expect(html).toContain("&lt;script&gt;alert(&#39;2&#39;)&lt;/script&gt;");
  });

  test("recommends the best ranked bids, at most as many as the profile allows", () => {
    const { issued } = trialAt("signing").state.report;
    expect(issued?.report.candidates).toEqual(["B4", "B2", "B1"]);
  });
});

describe("signing", () => {
  test("takes the password once more and the hash of this report", () => {
    const trial = trialAt("signing");
    const person = member(trial, 0);
    const signing = { type: "signReport", report: hashIn(trial) } as const;
    expect(trial.answer(expert(person), signing)).toBe("identity.proof-needed");
    const other = { ...signing, report: chanceOf("another report") };
    expect(trial.answer(proven(person), other)).toBe("report.other-report");
    const html = { ...signing, report: trial.state.report.issued?.html ?? "" };
    expect(trial.answer(proven(person), html)).toBe("report.other-report");
    expect(trial.answer(proven(person), signing)).toBe("accepted");
  });

  test("is final: nobody stands to the report twice", () => {
    const trial = trialAt("signing");
    sign(trial, 0);
    dissent(trial, 1);
    const again = { refusal: { code: "report.stands-already" } };
    expect(sign(trial, 0)).toMatchObject(again);
    expect(dissent(trial, 0)).toMatchObject(again);
    expect(sign(trial, 1)).toMatchObject(again);
  });

  test("closes by itself with the last stand, be it a dissent", () => {
    const trial = trialAt("signing");
    for (const n of [0, 1, 2, 3]) sign(trial, n);
    expect(trial.state.stage).toBe("signing");
    expect(dissent(trial, 4).events.map(({ type }) => type)).toEqual([
      "DissentRecorded",
      "SigningClosed",
    ]);
    expect(trial.state.stage).toBe("signed");
    expect(trial.state.report.standings[member(trial, 4)]).toMatchObject({
      kind: "dissent",
      reason: "不同意",
    });
  });

  test("when closed by the host, the silent are deemed to agree, by name", () => {
    const trial = trialAt("signing");
    sign(trial, 0);
    dissent(trial, 1);
    const events = trial.do(host, { type: "closeSigning" });
    expect(events).toEqual([
      ...[2, 3, 4].map((n) => ({ type: "DeemedAgreed", member: member(trial, n) })),
      { type: "SigningClosed" },
    ]);
    const kinds = members(trial).map((person) => trial.state.report.standings[person]?.kind);
    expect(kinds).toEqual(["signed", "dissent", "deemed", "deemed", "deemed"]);
  });

  test("is over once closed, and the archive follows once", () => {
    const trial = trialAt("signed");
    expect(sign(trial, 0)).toMatchObject({ refusal: { code: "room.out-of-turn" } });
    expect(trial.answer(host, { type: "archive" })).toBe("accepted");
    expect(trial.answer(host, { type: "archive" })).toBe("room.out-of-turn");
  });
});
