import { describe, expect, test } from "vitest";
import {
  sealingOf,
  eligiblePool,
  type Candidate,
} from "@yuanping/shared/evaluation/ceremony/sealing.ts";
import { feasibilityOf } from "@yuanping/shared/evaluation/ceremony/feasibility.ts";
import {
  eligibilityOf,
  exclusionRuleIds,
  exclusionRules,
} from "@yuanping/shared/law/exclusion-rules.ts";
import { speak } from "@yuanping/shared/i18n/refusals.ts";
import { cleanStanding, expertStandingSchema } from "@yuanping/shared/law/expert-standing.ts";
import { procurement2026 } from "@yuanping/shared/law/profiles/procurement.ts";
import { dayOf, dayOfDate, workingDaysBetween } from "@yuanping/shared/law/working-days.ts";
import { drawPanel } from "@yuanping/shared/draw/index.ts";
import { scriptedTender } from "../../support/evaluation-tender.ts";

/** 2026-03-10, a Tuesday, nine in the morning in China. */
const meetingAt = Date.UTC(2026, 2, 10, 1);
const DAY = 24 * 60 * 60_000;
const base = scriptedTender({ level: "L1", publicKey: `${"A".repeat(43)}=` });
const tender = {
  ...base,
  invitations: { meetsAt: meetingAt },
  bidders: [
    { id: "B1", name: "甲建设公司", creditCode: "91330100ABCDEFGH12" },
    { id: "B2", name: "乙建设公司" },
  ],
  panel: { ...base.panel, recentService: { days: 30, most: 2 } },
};
const context = { tender, rules: eligibilityOf(procurement2026), at: meetingAt - DAY };

type Told = Readonly<{
  ref?: string;
  employer?: string;
  standing?: Parameters<typeof expertStandingSchema.parse>[0];
  served?: readonly number[];
}>;

function factsOf({ ref = "x", employer = "清白研究院", standing = {}, served = [] }: Told) {
  return { ref, employer, standing: expertStandingSchema.parse(standing), served };
}

function rulesAgainst(told: Told): readonly string[] {
  const facts = factsOf(told);
  return exclusionRules(context)
    .filter((rule) => rule.excludes(facts))
    .map(({ id }) => id);
}

describe("who may not be drawn, and by which rule", () => {
  test.each<[string, Told, string]>([
    ["holds an office of the tender", { ref: tender.offices.host }, "office"],
    ["works for a bidder", { employer: "乙建设公司" }, "recusal.employer"],
    [
      "works for the owner, however the name is written",
      { employer: "滨江 街道办事处" },
      "recusal.employer",
    ],
    [
      "works for a bidder known by its credit code",
      { employer: "91330100abcdefgh12" },
      "recusal.employer",
    ],
    [
      "worked for a bidder within three years",
      { standing: { history: [{ employer: "甲建设公司", until: "2023-03-12" }] } },
      "recusal.history",
    ],
    [
      "has declared an interest in a bidder",
      { standing: { relations: ["甲建设公司"] } },
      "recusal.relation",
    ],
    [
      "is barred until the day of the meeting",
      { standing: { barredUntil: "2026-03-10" } },
      "blacklist",
    ],
    [
      "is away on the day",
      { standing: { away: [{ from: "2026-03-10", to: "2026-03-11" }] } },
      "away",
    ],
    [
      "sat on two panels within thirty days",
      { served: [meetingAt - 2 * DAY, meetingAt - 29 * DAY] },
      "recent-service",
    ],
  ])("whoever %s", (_, told, rule) => {
    expect(rulesAgainst(told)).toEqual([rule]);
  });

  test.each<[string, Told]>([
    [
      "left a bidder three years ago",
      { standing: { history: [{ employer: "甲建设公司", until: "2023-03-08" }] } },
    ],
    [
      "worked for somebody else",
      { standing: { history: [{ employer: "旁人公司", until: "2026-01-01" }] } },
    ],
    ["was barred until the day before", { standing: { barredUntil: "2026-03-09" } }],
    ["is back on the day", { standing: { away: [{ from: "2026-03-01", to: "2026-03-09" }] } }],
    [
      "sat on two panels, one of them longer ago",
      { served: [meetingAt - 2 * DAY, meetingAt - 30 * DAY] },
    ],
  ])("nobody who %s", (_, told) => {
    expect(rulesAgainst(told)).toEqual([]);
  });

  test("every rule is named that leaves someone out", () => {
    expect(
      rulesAgainst({ employer: "乙建设公司", standing: { barredUntil: "9999-12-31" } }),
    ).toEqual(["recusal.employer", "blacklist"]);
    expect(exclusionRules(context).map(({ id }) => id)).toEqual([...exclusionRuleIds]);
  });
});

const candidates: readonly Candidate[] = Array.from({ length: 12 }, (_, n) => {
  const ref = `e${String(n).padStart(2, "0")}`;
  return {
    entry: {
      ref,
      specialties: [n % 2 === 0 ? "造价" : "土建"],
      region: ["杭州", "宁波", "温州"][n % 3] ?? "",
      employer: `own-${n}`,
      weight: 1,
    },
    facts: { ref, employer: `own-${n}`, standing: cleanStanding, served: [] },
  };
});

function candidate(told: Told, specialty = "造价"): Candidate {
  const facts = factsOf(told);
  const { ref, employer } = facts;
  return { entry: { ref, specialties: [specialty], region: "杭州", employer, weight: 1 }, facts };
}

describe("the pool", () => {
  const barred = candidate({ ref: "bad", employer: "甲建设公司" });

  test("is the same, and draws the same panel, whoever else may not be drawn; they are on record", () => {
    const without = eligiblePool(context, candidates);
    const beside = eligiblePool(context, [barred, ...candidates, candidate({ ref: "z" }, "法律")]);
    expect(beside.pool).toEqual(without.pool);
    expect(beside.exclusions).toEqual([{ ref: "bad", rules: ["recusal.employer"] }]);
    const drawn = [without, beside].map(({ pool, ...more }) => {
      const sealed = sealingOf(tender.panel, pool, more);
      return drawPanel(
        { spec: tender.panel.draw, pool: sealed.pool, law: "equal" },
        new Uint8Array(32).fill(7),
      );
    });
    expect(drawn[1]).toEqual(drawn[0]);
  });

  test("takes holders of a broader specialty only where the tender said so, and only where too few hold the narrow one", () => {
    const broad = Array.from({ length: 3 }, (_, n) => candidate({ ref: `g${n}` }, "工程"));
    const few = candidates.filter((_, n) => n % 2 === 1 || n < 2);
    const asked = (fallbacks?: { specialty: string; broader: string }[]) => ({
      ...context,
      tender: { ...tender, panel: { ...tender.panel, fallbacks } },
    });
    const fallback = { specialty: "造价", broader: "工程" };
    const holders = (pool: readonly { specialties: readonly string[] }[]) =>
      pool.filter(({ specialties }) => specialties.includes("造价")).length;
    expect(holders(eligiblePool(asked(), [...few, ...broad]).pool)).toBe(1);
    expect(eligiblePool(asked([fallback]), [...few, ...broad])).toMatchObject({
      fallbacks: [{ ...fallback, holders: 1 }],
    });
    expect(holders(eligiblePool(asked([fallback]), [...few, ...broad]).pool)).toBe(4);
    const enough = eligiblePool(asked([fallback]), [...candidates, ...broad]);
    expect(enough.fallbacks).toBeUndefined();
    expect(holders(enough.pool)).toBe(6);
  });

  test("says before anything is sealed how many panels there are, and everybody's chance", () => {
    expect(feasibilityOf(context, [barred, ...candidates])).toMatchObject({
      experts: 12,
      excluded: [{ rule: "recusal.employer", experts: 1 }],
      fairness: "equal",
      smallest: "1/3",
      largest: "1/2",
    });
  });

  test("says which rule leaves no panel, and the nearest change that would", () => {
    const found = feasibilityOf(context, candidates.slice(0, 4));
    expect(found.panels).toBeUndefined();
    const spoken = speak(found.refusal ?? { code: "none.none", category: "invalid" });
    expect(spoken).toMatchObject({ code: "draw.no-valid-panel" });
    expect(spoken.zh).toBe(
      "名单中没有一种组成符合全部要求。「土建」专业只有 2 位可抽取的专家,需要 3 位。最近的办法:「土建」专业由 3 席改为 2 席。",
    );
    expect(spoken.en).toContain("Only 2 experts who may be drawn hold 土建; 3 are needed.");
  });
});

describe("days in China", () => {
  test("are counted by the calendar, leap years and all", () => {
    for (const date of ["1970-01-01", "2000-02-29", "2024-02-29", "2026-12-31", "9999-12-31"]) {
      expect(dayOfDate(date)).toBe(Date.parse(`${date}T00:00:00Z`) / DAY);
      expect(dayOf(Date.parse(`${date}T00:00:00+08:00`))).toBe(dayOfDate(date));
    }
  });

  test("work from Monday to Friday", () => {
    const at = (day: string) => Date.parse(`2026-03-${day}T09:00:00+08:00`);
    expect(workingDaysBetween(at("06"), at("09"))).toBe(1);
    expect(workingDaysBetween(at("06"), at("10"))).toBe(2);
    expect(workingDaysBetween(at("07"), at("08"))).toBe(0);
    expect(workingDaysBetween(at("10"), at("10"))).toBe(0);
  });
});
