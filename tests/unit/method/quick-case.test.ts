import { isDeepStrictEqual } from "node:util";
import type { LaidOutCase } from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";
import { quickCase } from "../../../scripts/score/quick-case.ts";
import { exactCase } from "../../../scripts/score/read-case.ts";
import { InputProblem } from "../../../scripts/score/input-problem.ts";
import { methodCase, panelCase } from "../../support/method-case.ts";
import { randomCase } from "../../support/random-case.ts";
import { randomNumbers, type RandomNumbers } from "../../support/random-number.ts";

/** A row may end early where the sheet has nothing more. */
const comparable = ({ rows, ...rules }: LaidOutCase) => ({
  rules,
  members: rows.members,
  marks: [...rows.bids]
    .flatMap(([bid, ofBid]) =>
      [...ofBid].map(([member, row]) => [
        bid,
        member,
        ...rules.items.map((_, place) => row[place]),
      ]),
    )
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
});

const exact = (text: string): LaidOutCase | undefined => {
  try {
    return exactCase(text);
  } catch (error) {
    if (error instanceof InputProblem) return undefined;
    throw error;
  }
};

/** The quick reader holds its tongue, or says what the exact one says. */
const agrees = (text: string): boolean => {
  const quick = quickCase(text);
  if (quick === undefined) return true;
  const found = exact(text);
  return found !== undefined && isDeepStrictEqual(comparable(quick), comparable(found));
};

const turned = (value: unknown, random: RandomNumbers): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => turned(each, random));
  const entries = Object.entries(value).map(([name, each]) => [name, turned(each, random)]);
  return Object.fromEntries(random.chance(0.3) ? entries.toReversed() : entries);
};

/** A random case, its names in another order and its blanks in other places now and then. */
const textOf = (seed: number): string => {
  const random = randomNumbers(seed);
  const indent = random.pick([0, 0, 1, "\t"] as const);
  return JSON.stringify(turned(randomCase(seed), random), null, indent);
};

/** What looks like a part of a case, and what no case holds. */
const letter = (random: RandomNumbers) =>
  random.pick(['"', "\\", "{", "}", "[", "]", ",", ":", " ", "\u0000", "\uFEFF", "０", "1", "-"]);
const word = (random: RandomNumbers) =>
  random.pick(["null", "1e5", "true", '"1"', '"E0":', '"marks":{', '"marks":null,', "\\u0045"]);
const field = (random: RandomNumbers) =>
  random.pick([
    "{},",
    '"__proto__":{},',
    '"constructor":"1",',
    '"E0":{},',
    '"expected":{"marks":{}},',
  ]);
const piece = (random: RandomNumbers): string =>
  random.pick([letter, letter, letter, word, field])(random);

/** One to three places of the text cut, doubled, exchanged or with something put in. */
const damaged = (text: string, random: RandomNumbers): string => {
  let left = text;
  for (let times = random.whole(1, 3); times > 0; times -= 1) {
    const from = random.whole(0, left.length);
    const to = Math.min(left.length, from + random.whole(0, random.chance(0.2) ? 200 : 3));
    const part = left.slice(from, to);
    left = left.slice(0, from) + random.pick(["", part + part, piece(random)]) + left.slice(to);
  }
  return left;
};

const seeds = (count: number) => Array.from({ length: count }, (_, index) => 50_001 + index);

describe("reading marks quickly", () => {
  it("gives the same case, to the last mark, and is what ordinary files go through", () => {
    expect(seeds(600).filter((seed) => !agrees(textOf(seed)))).toEqual([]);
    expect(seeds(600).filter((seed) => quickCase(textOf(seed)) === undefined)).toEqual([]);
  });

  it("never takes a damaged file for another case than the exact reader does", () => {
    const broken = seeds(4000).filter((seed) => {
      const random = randomNumbers(seed);
      return !agrees(damaged(textOf(seed % 40), random));
    });
    expect(broken).toEqual([]);
  });

  const plain = JSON.stringify(panelCase(["80", "90"]));
  const other = '{"B1":{"E1":{"plan":"1"},"E2":{"plan":"2"}}}';
  it.each([
    ["marks that a longer name ends in", plain.replace("{", `{"a\\"marks":${other},`)],
    ["marks inside of another object", plain.replace("{", `{"expected":{"marks":${other}},`)],
    ["marks that are nothing, and others within", `{"expected":{"marks":${other}},"marks":null}`],
    ["marks twice", plain.replace("{", `{"marks":${other},`)],
    ["a name with an escape", plain.replace('"E1"', '"\\u0045\\u0031"')],
    ["a member twice", plain.replace('"E2"', '"E1"')],
    ["an item twice", plain.replace('"plan":"80"', '"plan":"80","plan":"81"')],
    ["an item twice, empty first", plain.replace('"plan":"80"', '"plan":null,"plan":"81"')],
    ["an item that is not there", plain.replace('"plan":"80"', '"plan":"80","other":"81"')],
    ["a mark of 1e6 digits", plain.replace('"80"', `"${"8".repeat(1_000_000)}"`)],
    ["a mark that is a number", plain.replace('"80"', "80")],
    ["something after the end", `${plain}}`],
    ["marks cut off", plain.slice(0, plain.indexOf("E2"))],
  ])("leaves %s to the exact reader", (_, text) => {
    expect(quickCase(text)).toBeUndefined();
  });

  it("takes sheets in differing orders, and null for a mark that was not given", () => {
    const items = ["a", "b", "c"].map((id) => ({ id, kind: "subjective" as const, max: "9" }));
    const marks = { E1: { c: "1", a: "2" }, E2: { a: "3", b: "4", c: null }, E3: { b: "5" } };
    const bids = [{ id: "B1" }];
    const text = JSON.stringify(
      methodCase({ bids, items, missing: "leave-out", marks: { B1: marks } }),
    );
    expect([...(quickCase(text)?.rows.bids.get("B1") ?? [])]).toEqual([
      ["E1", ["2", undefined, "1"]],
      ["E2", ["3", "4", null]],
      ["E3", [undefined, "5", undefined]],
    ]);
    expect(agrees(text)).toBe(true);
  });
});
