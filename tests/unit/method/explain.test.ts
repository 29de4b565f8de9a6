import {
  caseSchema,
  computeOutcome,
  explainBid,
  explainOutcome,
} from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";
import { methodCase, type CaseInput } from "../../support/method-case.ts";
import { randomCase } from "../../support/random-case.ts";

const cents = { places: 2, mode: "half-up" as const };

const worked: CaseInput = methodCase({
  bids: [
    { id: "甲", price: "110", preferences: [{ reason: "small-enterprise", rate: "0.10" }] },
    { id: "乙", price: "120", given: { 业绩: "5", 扣分: "-1.5" } },
    { id: "丙", price: "300" },
  ],
  items: [{ id: "技术", kind: "subjective", max: "100", factor: "0.7" }],
  aggregate: { kind: "trimmed-mean", dropHigh: 1, dropLow: 1 },
  price: {
    formula: "benchmark",
    points: "30",
    base: { kind: "mean" },
    abovePerPercent: "1.2",
    belowPerPercent: "0.8",
    deviation: { places: 0, mode: "up" },
    highest: "200",
  },
  rounding: { item: cents, total: cents },
  marks: {
    甲: { E1: { 技术: "80" }, E2: { 技术: "90" }, E3: { 技术: "85" }, E4: { 技术: "84" } },
    乙: { E1: { 技术: "70" }, E2: { 技术: "70" }, E3: { 技术: "71" }, E4: { 技术: "30" } },
  },
});

describe("an explanation", () => {
  it("writes every step in Chinese", () => {
    // Base: (99 + 120)/2 = 109.5. 甲: −9.589 % counts as 10: 30 − 8 = 22; 84.5 × 0.7 + 22 = 81.15.
    // 乙: +9.589 % counts as 10: 30 − 12 = 18; 70 × 0.7 + 18 + 3.5 = 70.5.
    expect(explainOutcome(caseSchema.parse(worked), "zh")).toBe(`投标 甲
  报价 110
  评审价 = 110 × (1 − 0.10 [small-enterprise]) = 99
  技术（主观分，满分 100）
    打分：E1 80，E2 90，E3 85，E4 84
    去掉最高最低后的平均分 = (85 + 84) ÷ 2 = 84.5 → 84.50（四舍五入，保留 2 位小数）
    得分 = 84.50 × 0.7 = 59.15
  评标基准价（平均价） = (99 + 120) ÷ 2 = 109.5
  偏差率 = (99 − 109.5) ÷ 109.5 × 100% ≈ -9.58904109589%，按 10% 计
  报价分 = 30 − 10 × 0.8 = 22
  总分 = 59.15 + 22 = 81.15 → 81.15（四舍五入，保留 2 位小数）
  排名：第 1

投标 乙
  报价 120
  技术（主观分，满分 100）
    打分：E1 70，E2 70，E3 71，E4 30
    去掉最高最低后的平均分 = (70 + 70) ÷ 2 = 70 → 70.00（四舍五入，保留 2 位小数）
    得分 = 70.00 × 0.7 = 49
  评标基准价（平均价） = (99 + 120) ÷ 2 = 109.5
  偏差率 = (120 − 109.5) ÷ 109.5 × 100% ≈ 9.58904109589%，按 10% 计
  报价分 = 30 − 10 × 1.2 = 18
  既定分：业绩 5，扣分 -1.5
  总分 = 49 + 18 + 3.5 = 70.5 → 70.50（四舍五入，保留 2 位小数）
  排名：第 2

投标 丙
  报价 300
  否决：报价 300 高于允许的最高报价 200

提示
  E4 对 乙 的“技术”打分 30，与平均分 60.25 相差过大
`);
  });

  it("writes the same steps in English", () => {
    const text = explainOutcome(caseSchema.parse(worked), "en");
    expect(text).toContain("  evaluated price = 110 × (1 − 0.10 [small-enterprise]) = 99\n");
    expect(text).toContain("  base price (mean) = (99 + 120) ÷ 2 = 109.5\n");
    expect(text).toContain("% ≈ -9.58904109589%, counts as 10%\n");
    expect(text).toContain("  rejected: the price 300 is above the highest allowed price 200\n");
    expect(text.split("\n")).toHaveLength(
      explainOutcome(caseSchema.parse(worked), "zh").split("\n").length,
    );
  });

  it("ends each bid of any case in the total and rank that the outcome states", () => {
    const wrong: number[] = [];
    for (let seed = 20_001; seed <= 20_400; seed += 1) {
      const evaluation = caseSchema.parse(randomCase(seed));
      const blocks = explainOutcome(evaluation, "en").trimEnd().split("\n\n");
      for (const [id, bid] of Object.entries(computeOutcome(evaluation).bids)) {
        const block = blocks.find((each) => each.startsWith(`Bid ${id}\n`)) ?? "";
        const said =
          bid.status === "ranked"
            ? block.includes(bid.total) &&
              /rank: (?:joint )?(\d+)$/.exec(block)?.[1] === `${bid.rank}`
            : block.includes(`rejected: ${bid.reason.textEn}`);
        if (!said || /undefined|NaN|\[object/.test(block)) wrong.push(seed);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("says whose sheets were left out, and how members ranked", () => {
    const items = [{ id: "plan", kind: "subjective" as const, max: "100" }];
    const marks = {
      A: { E1: { plan: "80" }, E2: { plan: "81" }, E3: { plan: "20" } },
      B: { E1: { plan: "70" }, E2: { plan: "75" }, E3: { plan: "60" } },
    };
    const base = methodCase({ bids: [{ id: "A" }, { id: "B" }], items, marks });
    const dropped = caseSchema.parse({ ...base, aggregate: { kind: "drop-member" } });
    expect(explainOutcome(dropped, "zh")).toContain("E3 的评分与全体偏离最大，整份不计\n");
    const ranked = caseSchema.parse({ ...base, aggregate: { kind: "rank-sum" } });
    expect(explainOutcome(ranked, "en")).toContain(
      "mean of the ranks = (1 + 1 + 2) ÷ 3 ≈ 1.333333333333",
    );
  });

  it("of one bid says what the whole one says of it, and nothing of an unknown bid", () => {
    const evaluation = caseSchema.parse(worked);
    for (const language of ["zh", "en"] as const) {
      const whole = explainOutcome(evaluation, language);
      const parts = worked.bids.map(({ id }) => explainBid(evaluation, id, language));
      expect(new Set(parts).size).toBe(3);
      for (const part of parts) expect(whole).toContain(part);
    }
    expect(explainBid(evaluation, "丁", "zh")).toBe("");
  });
});
