import { describe, expect, test } from "vitest";
import {
  drawNumbers,
  keyedStream,
  numberSetsSchema,
  numbersAt,
  rankNumbers,
  waysOf,
  type NumberSet,
} from "@yuanping/shared/draw/index.ts";
import { fromHex } from "@yuanping/shared/tlog/index.ts";

const one = (name: string, ...from: string[]): NumberSet => ({ name, from, count: 1, due: "bids" });
const desks: NumberSet = { name: "desk", from: ["1", "2", "3", "4"], count: 3, due: "panel" };

/** How often each way came under `draws` fixed keys. */
function spread(sets: readonly NumberSet[], draws: number): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (let n = 0; n < draws; n += 1) {
    const { drawn } = drawNumbers(sets, keyedStream(fromHex(n.toString(16).padStart(64, "0"))));
    const text = drawn.map(({ values }) => values.join(",")).join(" ");
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  return times;
}

describe("numbers drawn from stated sets", () => {
  test("are counted: one of each set, or so many of one in order", () => {
    expect(waysOf([one("k", "0.95", "0.96")])).toBe(2n);
    expect(waysOf([one("k", "0.95", "0.96"), one("c", "0.2", "0.3", "0.4")])).toBe(6n);
    expect(waysOf([desks])).toBe(24n);
    const all = Array.from({ length: 1000 }, (_, n) => String(n));
    expect(String(waysOf([{ ...desks, from: all, count: 1000 }]))).toHaveLength(2568);
  });

  test("every way has its number and every number its way, without one twice", () => {
    const sets = [one("k", "0.95", "0.96"), desks, one("c", "0.2", "0.3", "0.4")];
    const seen = new Set<string>();
    for (let U = 0n; U < waysOf(sets); U += 1n) {
      const drawn = numbersAt(sets, U);
      seen.add(JSON.stringify(drawn));
      expect(rankNumbers(sets, drawn)).toBe(U);
    }
    expect(seen.size).toBe(144);
  });

  test("ways ascend by the places of their values, the first set slowest", () => {
    expect(numbersAt([one("k", "0.95", "0.96"), one("c", "0.2", "0.3")], 1n)).toEqual([
      { name: "k", values: ["0.95"] },
      { name: "c", values: ["0.3"] },
    ]);
    expect([0n, 1n, 2n, 6n, 23n].map((U) => numbersAt([desks], U)[0]?.values.join(""))).toEqual([
      "123",
      "124",
      "132",
      "213",
      "432",
    ]);
  });

  test("what is none of the sets has no number", () => {
    const sets = [desks];
    for (const values of [
      ["1", "1", "2"],
      ["1", "2"],
      ["1", "2", "5"],
    ]) {
      expect(rankNumbers(sets, [{ name: "desk", values }])).toBeNull();
    }
    expect(rankNumbers(sets, [{ name: "seat", values: ["1", "2", "3"] }])).toBeNull();
    expect(rankNumbers(sets, [])).toBeNull();
  });

  test("come evenly: 12,000 fixed keys lie within the 1 % point of chi-square", () => {
    const times = spread([one("k", "1", "2", "3"), one("c", "1", "2", "3", "4")], 12_000);
    const squares = [...times.values()].map((count) => (count - 1000) ** 2 / 1000);
    expect(times.size).toBe(12);
    // 11 degrees of freedom; the keys are fixed, so that it comes out the same every time.
    expect(squares.reduce((sum, square) => sum + square, 0)).toBeLessThan(24.73);
  });

  test("a set that would favour a number, or cannot be drawn from, is no set", () => {
    const isStated = (...sets: unknown[]) => numberSetsSchema.safeParse(sets).success;
    expect(isStated(one("k", "0.95", "0.96"))).toBe(true);
    expect(isStated(one("k", "0.95", "0.950"))).toBe(false);
    expect(isStated(one("k", "0", "-0"))).toBe(false);
    expect(isStated(one("k", "10", "100"))).toBe(true);
    expect(isStated(one("k"))).toBe(false);
    expect(isStated({ ...desks, count: 5 })).toBe(false);
    expect(isStated(one("k", "1e3"))).toBe(false);
    expect(isStated(one("k", "1"), one("k", "2"))).toBe(false);
    expect(isStated()).toBe(false);
  });
});
