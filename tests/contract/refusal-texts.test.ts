import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { refuse, refusalCodeSchema } from "@yuanping/shared/contracts/refusal.ts";
import { refusalTexts, speak } from "@yuanping/shared/i18n/refusals.ts";

const roots = ["shared/src", "server/src"];
/** Where the texts stand: what is quoted there is not yet used. */
const catalogue = "shared/src/i18n/";

const sources = roots.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${root}/${name}`)
    .filter((file) => !file.startsWith(catalogue))
    .map((file) => ({ file, text: readFileSync(file, "utf8") })),
);

const codes = Object.keys(refusalTexts);
const domains = [...new Set(codes.map((code) => code.slice(0, code.indexOf("."))))];
/** Files that are named like refusals. */
const fileNames = /\.(?:json|html|ndjson|txt|ts)$/u;

/** Every string in the sources that has the form of a refusal of a known domain. */
const quoted = new RegExp(
  `["'\`]((?:${domains.join("|")})\\.[a-z0-9]+(?:-[a-z0-9]+)*)["'\`]`,
  "gu",
);
const used = new Set(
  sources
    .flatMap(({ text }) => [...text.matchAll(quoted)].map(([, code = ""]) => code))
    .filter((code) => !fileNames.test(code)),
);

/** Codes put together from `scoring.` and what the method finds wrong with a mark (`MarkFault`). */
const composed = [
  "mark-missing",
  "mark-not-decimal",
  "mark-not-pass-or-fail",
  "mark-out-of-range",
].map((fault) => `scoring.${fault}`);

/** Calls that make a refusal, with the names of the details they give where those stand in the call. */
const call = /\b(?:refuse|deny)\(\s*"[a-z]+",\s*"([a-z.0-9-]+)",\s*\{([^{}]*)\}/gu;
const given = sources.flatMap(({ file, text }) =>
  [...text.matchAll(call)].map(([, code = "", details = ""]) => ({
    file,
    code,
    names: [...details.matchAll(/(?:^|,)\s*([a-zA-Z]+)/gu)].map(([, name = ""]) => name),
  })),
);

/** Refusals whose details are not written out in the call: a reference, an event, a transport's own. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  "law.unknown-profile": ["id", "version"],
  "scoring.blank": ["path"],
  "scoring.mark-out-of-range": ["max"],
};

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/gu)].map(([, name = ""]) => name).toSorted();
}

describe("the texts of refusals", () => {
  test("exist for every refusal that is made", () => {
    const without = [...used, ...composed].filter((code) => refusalTexts[code] === undefined);
    expect(without).toEqual([]);
    expect(used.size).toBeGreaterThan(80);
  });

  test("are each of use", () => {
    expect(codes.filter((code) => !used.has(code) && !composed.includes(code))).toEqual([]);
  });

  test("of one domain stand in one file, so that none hides another", () => {
    const folder = `${catalogue}refusals/`;
    const keys = readdirSync(folder).flatMap((name) =>
      [...readFileSync(folder + name, "utf8").matchAll(/^ {2}"([a-z.0-9-]+)":/gmu)].map(
        ([, code = ""]) => ({ name, code, domain: code.slice(0, code.indexOf(".")) }),
      ),
    );
    expect(keys.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
    const homes = new Set(keys.map(({ name, domain }) => `${domain} in ${name}`));
    expect(homes.size).toBe(domains.length);
  });

  test.each(codes)("are there in both languages for %s, with the same blanks", (code) => {
    const { zh = "", en = "" } = refusalTexts[code] ?? {};
    expect(refusalCodeSchema.safeParse(code).success).toBe(true);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[A-Z{][^\p{Script=Han}]+$/u);
    expect(new Set(placeholders(zh)).size).toBe(placeholders(zh).length);
    expect(placeholders(en).every((name) => placeholders(zh).includes(name))).toBe(true);
  });

  test("find every blank filled by whoever refuses", () => {
    const unfilled = given.flatMap(({ file, code, names }) =>
      placeholders(refusalTexts[code]?.zh ?? "")
        .filter((name) => !names.includes(name))
        .map((name) => `${file}: ${code} gives no ${name}`),
    );
    expect(unfilled).toEqual([]);
    const filled = new Set([...given.map(({ code }) => code), ...Object.keys(elsewhere)]);
    const blanks = codes.filter((code) => placeholders(refusalTexts[code]?.zh ?? "").length > 0);
    expect(blanks.filter((code) => !filled.has(code))).toEqual([]);
  });

  test("are filled in where they are spoken, and say something for a code nobody knows", () => {
    const small = refuse("invalid", "law.panel-too-small", {
      size: 4,
      minimum: 5,
      article: "第三十七条",
    });
    expect(speak(small).zh).toBe("评标委员会至少 5 人,现为 4 人(第三十七条)。");
    expect(speak(small).en).toContain("at least 5 members, not 4");
    expect(speak(refuse("invalid", "nobody.knows")).zh).not.toBe("");
  });

  test("treat details as text: what stands in them is not filled in again", () => {
    const spoken = speak(refuse("invalid", "review.unknown-bid", { bid: "{bid}$&{constructor}" }));
    expect(spoken.en).toBe("There is no such bid: {bid}$&{constructor}");
  });
});
