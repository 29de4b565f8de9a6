import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  CanonicalJsonError,
  canonicalize,
  canonicalizeWith,
  finiteNumbers,
  hex,
  parseCanonical,
  sha256,
  utf8,
} from "@yuanping/shared/tlog/index.ts";

const vectors = z
  .object({
    objects: z.array(
      z.object({
        name: z.string(),
        input: z.string(),
        canonical_utf8_hex: z.string(),
        sha256: z.string(),
      }),
    ),
    numbers: z.array(z.object({ ieee754: z.string(), expected: z.string() })),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL("../../vectors/tlog/jcs-vectors.json", import.meta.url), "utf8"),
    ),
  );

/** The code and path with which an action is refused; fails when it is not. */
function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof CanonicalJsonError) return `${error.code} ${error.path}`.trim();
    throw error;
  }
  throw new Error("not refused");
}

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

describe("RFC 8785 vectors", () => {
  it.each(vectors.objects)("writes $name as published", (vector) => {
    const bytes = utf8(canonicalizeWith(finiteNumbers, JSON.parse(vector.input)));
    expect(hex(bytes)).toBe(vector.canonical_utf8_hex);
    expect(hex(sha256(bytes))).toBe(vector.sha256);
  });

  it.each(vectors.numbers)("writes the double $ieee754 as $expected", (vector) => {
    const double = Buffer.from(vector.ieee754, "hex").readDoubleBE(0);
    expect(canonicalizeWith(finiteNumbers, double)).toBe(vector.expected);
  });
});

describe("the canonical text", () => {
  it("escapes each of the first 256 characters as ECMAScript does", () => {
    for (let unit = 0; unit < 256; unit++) {
      const text = `a${String.fromCharCode(unit)}b`;
      expect(canonicalize(text)).toBe(JSON.stringify(text));
    }
  });

  it("sorts keys by UTF-16 code unit at every depth", () => {
    // U+FB33 comes after the surrogates of the smiley, although its code point is smaller.
    const value = { "\ufb33": 0, "😂": true, b: { z: 1, a: 2 }, a: [{ y: 1, x: null }] };
    expect(canonicalize(value)).toBe(
      '{"a":[{"x":null,"y":1}],"b":{"a":2,"z":1},"😂":true,"\ufb33":0}',
    );
  });

  it("keeps a __proto__ key as data", () => {
    const text = '{"__proto__":{"x":1},"a":2}';
    expect(canonicalize(parseCanonical(text))).toBe(text);
  });

  it("writes the same object twice when it merely occurs twice", () => {
    const shared = { a: 1 };
    expect(canonicalize([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });

  it("writes objects without a prototype", () => {
    expect(canonicalize(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
  });

  it.each([
    ["a fraction", { price: [1, 1.5] }, "json.number /price/1"],
    ["an unsafe integer", 2 ** 53, "json.number"],
    ["NaN", [Number.NaN], "json.number /0"],
    ["infinity", -Infinity, "json.number"],
    ["undefined", { a: undefined }, "json.type /a"],
    ["a hole", Array.from({ length: 2 }), "json.type /0"],
    ["a function", { toJSON: () => 1 }, "json.type /toJSON"],
    ["a bigint", [1n], "json.type /0"],
    ["a symbol", Symbol("s"), "json.type"],
    ["a symbol key", { [Symbol("s")]: 1 }, "json.type"],
    ["a date", { at: new Date(0) }, "json.type /at"],
    ["a map", new Map([["a", 1]]), "json.type"],
    ["bytes", new Uint8Array(2), "json.type"],
    ["a boxed string", Object("x"), "json.type"],
    ["a lone high surrogate", { "a/b~": "\ud800" }, "json.lone-surrogate /a~1b~0"],
    ["a lone low surrogate in a key", { "\udc00": 1 }, "json.lone-surrogate /\ufffd"],
    ["nesting of 65", nested(65), `json.too-deep ${"/0".repeat(64)}`],
  ])("refuses %s and says where", (_, value, expected) => {
    expect(refusal(() => canonicalize(value))).toBe(expected);
  });

  it("reaches the depth it allows", () => {
    expect(canonicalize(nested(64))).toBe(`${"[".repeat(64)}0${"]".repeat(64)}`);
  });

  it("refuses a cycle instead of running for ever", () => {
    const cycle: { self?: unknown } = {};
    cycle.self = [cycle];
    expect(refusal(() => canonicalize(cycle))).toBe("json.cycle /self/0");
  });
});

describe("parsing", () => {
  it.each(["null", '"远评"', "[]", "{}", '{"a":[1,-2,"x"],"b":{"c":true}}', '"\\u000f\\n\\""'])(
    "gives back the value of %s",
    (text) => {
      expect(canonicalize(parseCanonical(text))).toBe(text);
    },
  );

  it.each([
    ["a duplicate key", '{"a":1,"a":1}', "json.not-canonical"],
    ["a duplicate key in another spelling", '{"a":1,"\\u0061":1}', "json.not-canonical"],
    ["unsorted keys", '{"b":1,"a":2}', "json.not-canonical"],
    ["a space", '{"a": 1}', "json.not-canonical"],
    ["a final newline", "1\n", "json.not-canonical"],
    ["a needless escape", '"\\u0061"', "json.not-canonical"],
    ["an upper-case escape", '"\\u000F"', "json.not-canonical"],
    ["negative zero", "-0", "json.not-canonical"],
    ["an exponent", "1e2", "json.not-canonical"],
    ["a fraction of zero", "1.0", "json.not-canonical"],
    ["a fraction", "1.5", "json.number"],
    ["an integer that doubles would round", "9007199254740993", "json.number"],
    ["an escaped lone surrogate", '"\\ud800"', "json.lone-surrogate"],
    ["a comment", "1//", "json.syntax"],
    ["a byte order mark", "\ufeff1", "json.syntax"],
    ["nothing", "", "json.syntax"],
    ["a bomb of brackets", "[".repeat(100_000) + "]".repeat(100_000), "json.too-deep"],
  ])("refuses %s", (_, text, expected) => {
    expect(refusal(() => parseCanonical(text)).split(" ")[0]).toBe(expected);
  });

  it("refuses a text longer than the caller allows before reading it", () => {
    expect(refusal(() => parseCanonical('"aaaa"', 5))).toBe("json.too-long");
    expect(parseCanonical('"aaa"', 5)).toBe("aaa");
  });
});
