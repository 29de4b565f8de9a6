import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outcomeOf } from "@yuanping/shared/method/index.ts";
import { afterAll, describe, expect, it } from "vitest";
import { InputProblem } from "../../../scripts/score/input-problem.ts";
import { readCase } from "../../../scripts/score/read-case.ts";
import { panelCase } from "../../support/method-case.ts";

const folder = mkdtempSync(join(tmpdir(), "hostile-case-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "case.json");

/** What the reader says of a file with this text; undefined where it takes it. */
const refusal = (text: string): string | undefined => {
  writeFileSync(path, text);
  return refusalOfFile();
};

const refusalOfFile = (): string | undefined => {
  try {
    readCase(path);
    return undefined;
  } catch (error) {
    if (error instanceof InputProblem) return error.message;
    throw error;
  }
};

const caseText = JSON.stringify(panelCase(["80", "90"]));
const marked = (mark: string): string => caseText.replace('"80"', mark);
const priced = (price: string): string =>
  caseText.replace('"id":"B1"', `"id":"B1","price":${price}`);
const million = "9".repeat(1_000_000);
const many = (count: number, each: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => each(place)).join(",");

const notJson = "the file is not JSON";
const plan = "marks.B1.E1.plan: ";
const price = "bids[0].price: ";

describe("a hostile case is refused at its place, in one short line", { timeout: 60_000 }, () => {
  it.each([
    ["nothing", notJson, ""],
    ["blanks only", notJson, " \n "],
    ["half a file", notJson, "{"],
    ["a list", "the file: ", "[]"],
    ["a mark of a million digits", plan, marked(`"${million}"`)],
    ["a number of a million digits", plan, marked(million)],
    ["a price of a million digits", price, priced(`"${million}"`)],
    ["a price of a million decimals", price, priced(`"0.${million}"`)],
    ["an exponent", plan, marked('"8e1"')],
    ["a bare exponent", plan, marked("8e999999999")],
    ["a plus", plan, marked('"+80"')],
    ["two minuses", plan, marked('"--80"')],
    ["a minus that is none of ASCII's", plan, marked('"−80"')],
    ["full-width digits", plan, marked('"８０"')],
    ["digits of another script", plan, marked('"٨٠"')],
    ["a comma", plan, marked('"8,0"')],
    ["thousands", price, priced('"1,000"')],
    ["a decimal comma", price, priced('"80,5"')],
    ["blanks around a number", plan, marked('" 80 "')],
    ["a leading zero", plan, marked('"080"')],
    ["a hexadecimal number", plan, marked('"0x50"')],
    ["NaN as a text", plan, marked('"NaN"')],
    ["NaN", notJson, marked("NaN")],
    ["infinity", plan, marked('"Infinity"')],
    ["an empty mark", plan, marked('""')],
    ["a number", plan, marked("80")],
    ["a truth value", plan, marked("true")],
    ["a list for a mark", plan, marked("[80]")],
    ["a price of nothing", price, priced("null")],
    ["a negative price", price, priced('"-1"')],
    ["an unknown field", "extra: is not part of the format", caseText.replace("{", '{"extra":1,')],
    [
      "an unknown field of a bid",
      "bids[0].weight: is not part of the format",
      caseText.replace('"id":"B1"', '"id":"B1","weight":"2"'),
    ],
    ["a member twice", "marks.B1.E1: occurs twice", caseText.replace('"E2":', '"E1" : ')],
    [
      "two kinds of an aggregate",
      "aggregate.kind: occurs twice",
      caseText.replace('"kind":"mean"', '"kind":"median","kind":"mean"'),
    ],
    ["a name that forges lines", 'marks.B1["E\\u0000"]: ', caseText.replace('"E1"', '"E\\u0000"')],
    ["a name of every object", "marks.B1.constructor: ", caseText.replace('"E1"', '"constructor"')],
    ["a name of a million letters", "marks.B1.", caseText.replace('"E1"', `"${"E".repeat(1e6)}"`)],
    [
      "1,001 bids",
      "bids: ",
      caseText.replace(
        '{"id":"B1"}',
        many(1001, (n) => `{"id":"B${n}"}`),
      ),
    ],
    [
      "1,001 items",
      "items: ",
      caseText.replace(
        '"items":[',
        `"items":[${many(1000, (n) => `{"id":"I${n}","kind":"pass-fail"}`)},`,
      ),
    ],
    ["a million lists, one within the other, left open", notJson, "[".repeat(1_000_000)],
    [
      "a hundred thousand objects, one within the other",
      "marks.B1.E1",
      marked(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`),
    ],
    ["nine million lists", "the file: holds too many values", `[${"[],".repeat(9_000_000)}[]]`],
    ["nine million open lists", "the file: holds too many values", "[".repeat(9_000_000)],
  ])("%s", (_, place, text) => {
    const said = refusal(text) ?? "nothing";
    expect(said.slice(0, place.length)).toBe(place);
    expect(said.length).toBeLessThan(500);
    expect(said).not.toContain("\n");
  });

  it("a file of 200 MB, unread", () => {
    writeFileSync(path, caseText);
    truncateSync(path, 200_000_000);
    expect(refusalOfFile()).toContain("larger than 128 MiB");
  });
});

describe("what is only large is computed", () => {
  it("100 members, 201 bids, 201 items", () => {
    const bids = Array.from({ length: 201 }, (_, n) => `B${n}`);
    const items = Array.from({ length: 201 }, (_, n) => `I${n}`);
    const members = Array.from({ length: 100 }, (_, n) => `E${n}`);
    const sheet = Object.fromEntries(items.map((item) => [item, "1"]));
    // All sheets of the first bid and one of each other: large in every direction, not their product.
    const sheets = (bid: number) =>
      (bid === 0 ? members : members.slice(0, 1)).map((e) => [e, sheet]);
    writeFileSync(
      path,
      JSON.stringify({
        ...panelCase([]),
        bids: bids.map((id) => ({ id })),
        items: items.map((id) => ({ id, kind: "subjective", max: "9" })),
        missing: "leave-out",
        marks: Object.fromEntries(bids.map((bid, n) => [bid, Object.fromEntries(sheets(n))])),
      }),
    );
    expect(outcomeOf(readCase(path)).bids["B200"]).toMatchObject({ total: "201", rank: 1 });
  });
});
