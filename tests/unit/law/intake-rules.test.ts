import { describe, expect, test } from "vitest";
import type { Tender } from "@yuanping/shared/contracts/tender.ts";
import { checkIntake } from "@yuanping/shared/law/intake-rules.ts";
import { findProfile, profiles } from "@yuanping/shared/law/profiles/index.ts";
import { personOf } from "../../support/evaluation-room.ts";
import { tenderWith, type Changes } from "../../support/evaluation-stages.ts";

const T = { id: "T", version: "2025-01-01" } as const;
const G = { id: "G", version: "2026-01-01" } as const;
const T2026 = { id: "T", version: "2026-11-01" } as const;
const G2026 = { id: "G", version: "2026-11-01" } as const;
const open2026 = { id: "open", version: "2026-11-01" } as const;
const open = { id: "open", version: "2026-01-01" } as const;

/** A panel of `drawn` experts and `represented` owner representatives. */
function panelOf(drawn: number, represented = 0): Tender["panel"] {
  const seats = [{ specialty: "土建", count: drawn }];
  const ownerRepresentatives = Array.from({ length: represented }, (_, n) => personOf(`rep-${n}`));
  const draw = { seats, regions: [], onePerEmployer: false };
  return { draw, law: "uniform", ownerRepresentatives };
}

function bidders(count: number): Tender["bidders"] {
  return Array.from({ length: count }, (_, n) => ({ id: `B${n}`, name: `公司${n}` }));
}

/** A method in which the price weighs `price` of a hundred points. */
function priced(price: string, rest: string): Tender["method"] {
  return {
    ...tenderWith().method,
    items: [{ kind: "subjective", id: "plan", max: rest }],
    price: { formula: "lowest-over-price", points: price },
  };
}

function trimmed(): Tender["method"] {
  return {
    ...priced("40", "60"),
    price: {
      formula: "benchmark",
      points: "40",
      base: { kind: "mean", dropHigh: 1, dropLow: 1 },
      abovePerPercent: "1",
      belowPerPercent: "0.5",
      deviation: "interpolate",
    },
  };
}

/** A method that scores one item, or that item and another. */
function scoring(...ids: readonly string[]): Tender["method"] {
  const items = ids.map((id) => ({ kind: "subjective" as const, id, max: "10" }));
  return { ...tenderWith().method, items };
}

/** A method of government procurement whose prices are measured against this base. */
function basedOn(base: Extract<Tender["method"]["price"], { formula: "benchmark" }>["base"]) {
  const method = trimmed();
  if (method.price?.formula !== "benchmark") throw new Error("no benchmark");
  return { ...method, price: { ...method.price, base } };
}

/** The code and details of the first breach, or "lawful". */
function verdict(changes: Changes): string {
  const tender = tenderWith(changes);
  const profile = findProfile(tender.profile);
  if (profile === undefined) return "no such profile";
  const breach = checkIntake(tender, profile);
  return breach === undefined ? "lawful" : `${breach.code} ${breach.details?.["article"] ?? ""}`;
}

const lawful = "lawful";
const tooSmall = "law.panel-too-small";
const tooMany = "law.too-many-representatives";
const few = "law.too-few-received";
const T37 = "招标投标法 第三十七条";
const G47 = "87号令 第四十七条";
const G55 = "87号令 第五十五条";
const G36 = "政府采购法 第三十六条";
const T28 = "招标投标法 第二十八条";
const T46 = "招标投标法实施条例 第四十六条";
const T49 = "招标投标法实施条例 第四十九条";
const G34 = "政府采购法实施条例 第三十四条";
const unstated = "law.criterion-not-stated";
const plan = { criteria: ["plan"] };
const goods = "goods" as const;
const services = "services" as const;

const cases: readonly (readonly [string, Changes, string])[] = [
  ["T needs five members: four", { panel: panelOf(4) }, `${tooSmall} ${T37}`],
  ["T needs five members: five", { panel: panelOf(5) }, lawful],
  ["T needs an odd number: six", { panel: panelOf(6) }, `law.panel-even ${T37}`],
  ["representatives count as members", { panel: panelOf(4, 1) }, lawful],
  [
    "T: one in three of five is one, so two are too many",
    { panel: panelOf(3, 2) },
    `${tooMany} ${T37}`,
  ],
  ["T: of seven, two may represent the owner", { panel: panelOf(5, 2) }, lawful],
  ["T: of nine, three may", { panel: panelOf(6, 3) }, lawful],
  ["T: of nine, four may not", { panel: panelOf(5, 4) }, `${tooMany} ${T37}`],
  ["G needs five members: four", { profile: G, panel: panelOf(4) }, `${tooSmall} ${G47}`],
  ["G below ten million: five do", { profile: G, panel: panelOf(5), budget: "9999999.99" }, lawful],
  [
    "G at ten million: five do not",
    { profile: G, panel: panelOf(5), budget: "10000000" },
    `${tooSmall} ${G47}`,
  ],
  [
    "G at ten million, spelt with decimals",
    { profile: G, panel: panelOf(5), budget: "10000000.00" },
    `${tooSmall} ${G47}`,
  ],
  [
    "G at ten million: six do not",
    { profile: G, panel: panelOf(6), budget: "10000000" },
    `${tooSmall} ${G47}`,
  ],
  ["G at ten million: seven do", { profile: G, panel: panelOf(7), budget: "10000000" }, lawful],
  [
    "G, special: five do not, whatever the budget",
    { profile: G, panel: panelOf(5), special: true },
    `${tooSmall} ${G47}`,
  ],
  [
    "T knows no larger panel for a large budget",
    { panel: panelOf(5), budget: "999999999" },
    lawful,
  ],
  ["open asks for one member only", { profile: open, panel: panelOf(1) }, lawful],
  ["open takes an even panel", { profile: open, panel: panelOf(4) }, lawful],
  ["T with two bidders is not evaluated", { bidders: bidders(2) }, `${few} ${T28}`],
  ["T with three bidders is", { bidders: bidders(3) }, lawful],
  ["G with two bidders is not evaluated", { profile: G, bidders: bidders(2) }, `${few} ${G36}`],
  ["G with three bidders is", { profile: G, bidders: bidders(3) }, lawful],
  ["open goes on with one bidder", { profile: open, bidders: bidders(1) }, lawful],
  [
    "G goods: 29.99 % for the price is too little",
    { profile: G, subject: goods, method: priced("29.99", "70.01") },
    `law.price-share ${G55}`,
  ],
  ["G goods: 30 % is enough", { profile: G, subject: goods, method: priced("30", "70") }, lawful],
  [
    "G services: 9.99 % is too little",
    { profile: G, subject: services, method: priced("9.99", "90.01") },
    `law.price-share ${G55}`,
  ],
  [
    "G services: 10 % is enough",
    { profile: G, subject: services, method: priced("10", "90") },
    lawful,
  ],
  [
    "G goods: no price at all is too little",
    { profile: G, subject: goods, method: { ...priced("1", "70"), price: null } },
    `law.price-share ${G55}`,
  ],
  ["T sets no share for the price", { subject: goods, method: priced("1", "99") }, lawful],
  [
    "G never drops the highest or lowest price",
    { profile: G, method: trimmed() },
    `law.prices-trimmed ${G55}`,
  ],
  [
    "G drops none by a table either",
    {
      profile: G2026,
      method: basedOn({ kind: "mean-by-count", table: [{ from: 5, dropHigh: 1, dropLow: 0 }] }),
    },
    `law.prices-trimmed ${G55}`,
  ],
  [
    "G leaves no price out of a second mean",
    { profile: G2026, method: basedOn({ kind: "two-pass-mean", above: "0.1", below: "0.1" }) },
    `law.prices-trimmed ${G55}`,
  ],
  ["T may drop them", { method: trimmed() }, lawful],
  [
    "T scores what the document states",
    { profile: T2026, method: scoring("plan"), document: plan },
    lawful,
  ],
  [
    "T scores nothing else",
    { profile: T2026, method: scoring("plan", "looks"), document: plan },
    `${unstated} ${T49}`,
  ],
  [
    "T scores nothing under another spelling",
    { profile: T2026, method: scoring("Plan"), document: plan },
    `${unstated} ${T49}`,
  ],
  [
    "T decides nothing else on pass or fail either",
    {
      profile: T2026,
      method: { ...scoring("plan"), items: [{ kind: "pass-fail", id: "licence" }] },
      document: plan,
    },
    `${unstated} ${T49}`,
  ],
  [
    "T scores nothing where no document is named",
    { profile: T2026, method: scoring("plan"), document: undefined },
    `${unstated} ${T49}`,
  ],
  [
    "G scores nothing else",
    { profile: G2026, method: scoring("looks"), document: plan },
    `${unstated} ${G34}`,
  ],
  [
    "open asks for no document",
    { profile: open2026, method: scoring("plan"), document: undefined },
    lawful,
  ],
  [
    "open is held to the one it names",
    { profile: open2026, method: scoring("looks"), document: plan },
    `${unstated} tender document`,
  ],
  [
    "older rules did not ask for a document",
    { profile: T, method: scoring("plan"), document: undefined },
    lawful,
  ],
];

describe("what a tender must satisfy at intake", () => {
  test.each(cases)("%s", (_name, changes, expected) => {
    expect(verdict(changes)).toBe(expected);
  });

  const { offices } = tenderWith();
  test.each([
    ["host and supervisor", { offices: { ...offices, supervisor: offices.host } }],
    ["agency and host", { offices: { ...offices, agency: offices.host } }],
    ["supervisor and witness", { offices: { ...offices, witness: offices.supervisor } }],
    [
      "host and owner representative",
      { panel: { ...panelOf(4), ownerRepresentatives: [offices.host] } },
    ],
    [
      "two owner representatives",
      { panel: { ...panelOf(5), ownerRepresentatives: [personOf("r"), personOf("r")] } },
    ],
  ])("nobody is %s at once", (_name, changes) => {
    expect(verdict(changes)).toBe(`law.offices-joined ${T46}`);
  });

  test("a refusal says what was counted and what the law wants", () => {
    const tender = tenderWith({ panel: panelOf(3, 2) });
    const profile = findProfile(T);
    expect(profile && checkIntake(tender, profile)?.details).toMatchObject({
      count: 2,
      allowed: 1,
    });
  });
});

describe("rule profiles", () => {
  test("are found by id and version, and by nothing else", () => {
    for (const { id, version } of profiles) {
      expect(findProfile({ id, version })).toMatchObject({ id, version });
    }
    expect(findProfile({ id: "T", version: "2024-12-31" })).toBeUndefined();
    expect(findProfile({ id: "open", version: "2025-01-01" })).toBeUndefined();
  });

  test("name an article beside every rule", () => {
    for (const { panel, lead, replacement, tooFewValid, candidates } of profiles) {
      const rules = [panel.minimum, panel.odd, panel.representativesOneIn, tooFewValid, candidates];
      const others = [lead.representativeMayLead, replacement.reasons];
      for (const { article } of [...rules, ...others]) expect(article).not.toBe("");
    }
  });
});
