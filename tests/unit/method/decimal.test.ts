import {
  compareDecimals,
  decimalSchema,
  formatDecimal,
  parseDecimal,
} from "@yuanping/shared/method/index.ts";
import { divide, integer } from "@yuanping/shared/method/rational.ts";
import { round } from "@yuanping/shared/method/rounding.ts";
import { describe, expect, it } from "vitest";

describe("a decimal string", () => {
  it.each(["0", "-0", "0.5", "-12.50", "999999999999999999.999999", "1.000000"])(
    "may be %s",
    (text) => {
      expect(decimalSchema.safeParse(text).success).toBe(true);
    },
  );

  it.each([
    "",
    " ",
    "1 ",
    "+1",
    "--1",
    "01",
    "00",
    ".5",
    "1.",
    "1e3",
    "1E3",
    "0x10",
    "1,000",
    "1，5",
    "０１",
    "١",
    "NaN",
    "Infinity",
    "-",
    "1.2.3",
    "1\n",
    "1_000",
    "½",
    "1000000000000000000",
    "0.1234567",
  ])("may not be %j", (text) => {
    expect(decimalSchema.safeParse(text).success).toBe(false);
  });

  it("is refused for its length alone, without looking at a million digits", () => {
    const issue = decimalSchema.safeParse("9".repeat(1_000_000)).error?.issues[0];
    expect(issue?.message.length).toBeLessThan(100);
  });

  it.each([[1], [null], [undefined], [["1"]], [{ toString: () => "1" }]])("is no %j", (value) => {
    expect(decimalSchema.safeParse(value).success).toBe(false);
  });

  it("compares by value, not by text", () => {
    expect(compareDecimals("1.0", "1")).toBe(0);
    expect(compareDecimals("-0", "0")).toBe(0);
    expect(compareDecimals("9", "10")).toBe(-1);
    expect(compareDecimals("-1.5", "-2")).toBe(1);
  });

  it("keeps its value through reading and writing", () => {
    for (const text of ["0", "12.5", "-0.000001", "999999999999999999.999999"]) {
      expect(formatDecimal(parseDecimal(text))).toBe(text);
    }
  });

  it("is not read when it is none", () => {
    expect(() => parseDecimal("1e3")).toThrow(RangeError);
  });
});

describe("rounding", () => {
  it.each([
    // value, half-up, half-even, down, up: -x is always the mirror of x.
    ["2.5", "3", "2", "2", "3"],
    ["3.5", "4", "4", "3", "4"],
    ["2.51", "3", "3", "2", "3"],
    ["2.49", "2", "2", "2", "3"],
    ["2", "2", "2", "2", "2"],
    ["-2.5", "-3", "-2", "-2", "-3"],
    ["-0.4", "0", "0", "0", "-1"],
    ["0", "0", "0", "0", "0"],
  ])("takes %s to %s half-up, %s half-even, %s down and %s up", (value, ...expected) => {
    const modes = ["half-up", "half-even", "down", "up"] as const;
    const actual = modes.map((mode) => formatDecimal(parseDecimal(value), { places: 0, mode }));
    expect(actual).toEqual(expected);
  });

  it("shows exactly its places", () => {
    expect(formatDecimal(parseDecimal("7"), { places: 3, mode: "half-up" })).toBe("7.000");
    expect(formatDecimal(parseDecimal("-0.005"), { places: 2, mode: "half-up" })).toBe("-0.01");
  });

  it("leaves a third a third until it is stated", () => {
    const third = divide(integer(1), integer(3));
    expect(round(third, undefined)).toEqual(third);
    expect(formatDecimal(third)).toBe("0.333333333333");
    expect(formatDecimal(third, { places: 2, mode: "up" })).toBe("0.34");
  });
});
