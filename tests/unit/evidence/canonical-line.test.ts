import { describe, expect, test } from "vitest";
import { isCanonicalOf } from "@yuanping/shared/evidence/canonical-line.ts";
import { canonicalize } from "@yuanping/shared/tlog/index.ts";
import { played } from "../../support/evidence/genuine.ts";

const seen = (text: string): boolean => {
  const raw: unknown = JSON.parse(text);
  return isCanonicalOf(text, raw, structuredClone(raw));
};

/** Whether the slow way, which writes the text anew, takes it. */
function isCanonical(text: string): boolean {
  try {
    return canonicalize(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

describe("a line that is seen to be canonical at once", () => {
  test("is every line of a genuine record", () => {
    expect(played.lines.filter((line) => !seen(line))).toEqual([]);
  });

  test.each([
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '{"a": 1}',
    '{"a":1.0}',
    '{"a":1.5}',
    '{"a":-0}',
    '{"a":1e2}',
    '{"a":9007199254740993}',
    '{"a":"\\u0041"}',
    '{"a":"\\ud800"}',
    '{"a":"\\/"}',
    '{"a":[{"z":1,"y":2}]}',
    ' {"a":1}',
  ])("is never %s", (text) => {
    expect(isCanonical(text)).toBe(false);
    expect(seen(text)).toBe(false);
  });

  test("is left to the slow way where keys look like numbers, which are read in another order", () => {
    expect([seen('{"10":1,"9":2}'), isCanonical('{"10":1,"9":2}')]).toEqual([false, true]);
  });

  test.each([
    ["something left out", { a: 1 }],
    ["something filled in", { a: 1, b: 2, c: 3 }],
    ["something trimmed", { a: 1, b: "2" }],
    ["a list for a table", [1, 2]],
    ["nothing", null],
  ])("is none when the schema made %s of it", (_what, data) => {
    expect(isCanonicalOf('{"a":1,"b":2}', { a: 1, b: 2 }, data)).toBe(false);
  });
});
