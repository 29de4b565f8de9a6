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

  test("names bidders beside their numbers in its second form, and everything else as in the first", () => {
    const html = (changes: Parameters<typeof tenderWith>[0]) =>
      renderReport(composeReport(trialAt("re-check", tenderWith(changes)).state));
    const [first, second] = [html({}), html({ reportForm: 2 })];
    expect(first).toContain("<p>B4、B2、B1</p>");
    expect(second).toContain("<p>B4 丁建设公司、B2 乙建设公司、B1 甲建设公司</p>");
    const textOf = (page: string) =>
      page.replaceAll(/<style>.*?<\/style>|<[^>]*>/gu, " ").replaceAll(/\s+/gu, " ");
    const names = / [甲乙丙丁]建设公司/gu;
    expect(textOf(second).replaceAll(names, "")).toBe(textOf(first).replaceAll(names, ""));
  });

  test("is in its first form, layout and all, where the tender asks for no other", () => {
    const report = composeReport(trialAt("re-check").state);
    expect(report.format).toBe("evaluation-report/1");
    const [head] = renderReport(report).split("<h1>");
    expect(head).toBe(
      `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>评标报告 ${report.tender.title}</title>
<style>body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;max-width:60em;color:#1b2330}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{border:1px solid #c8cdd5;padding:.3em .6em;text-align:left}h1{font-size:24px}h2{font-size:18px}</style></head><body>
`,
    );
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
