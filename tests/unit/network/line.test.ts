import { expect, test } from "vitest";
import { Line, type Conditions } from "../../../scripts/faults/network/line.ts";
import { seededRandom } from "../../../scripts/faults/seeded-random.ts";

const seed = 4711;

function lineWith(conditions: Conditions): Line {
  const line = new Line(seededRandom(seed));
  line.set(conditions);
  return line;
}

/** When each of so many datagrams of 100 bytes, one a millisecond, comes out. */
function outOf(line: Line, count: number): readonly (number | undefined)[] {
  return Array.from({ length: count }, (_, at) => line.datagram(100, at));
}

test("a line without conditions changes nothing", () => {
  expect(outOf(lineWith({}), 3)).toEqual([0, 1, 2]);
});

test("a cut line lets nothing through, and everything again when it is joined", () => {
  const line = lineWith({ cut: true });
  expect(outOf(line, 3)).toEqual([undefined, undefined, undefined]);
  line.set({});
  expect(line.datagram(100, 3)).toBe(3);
});

test("jitter delays without changing the order, reordering changes it", () => {
  const shaken = outOf(lineWith({ delay: 50, jitter: 30 }), 500).map(Number);
  expect(shaken).toEqual(shaken.toSorted((a, b) => a - b));
  expect(Math.min(...shaken.map((out, at) => out - at))).toBeGreaterThanOrEqual(50);
  const mixed = outOf(lineWith({ reorder: 0.1 }), 500).map(Number);
  expect(mixed).not.toEqual(mixed.toSorted((a, b) => a - b));
});

test("so much is lost as was asked for", () => {
  const lost = outOf(lineWith({ loss: 0.05 }), 10_000).filter((out) => out === undefined).length;
  expect(lost).toBeGreaterThan(400);
  expect(lost).toBeLessThan(600);
});

test("a slow line carries what it can and drops what would wait too long", () => {
  // 142 bytes with headers at 15 kbit/s take 75.7 ms: in ten seconds 132 of them pass, of 10,000.
  const passed = outOf(lineWith({ bitsPerSecond: 15_000 }), 10_000).filter(
    (out) => out !== undefined && out <= 10_000,
  );
  expect(passed).toHaveLength(132);
});

test("a connection loses nothing: what is lost comes late, and all that follows waits for it", () => {
  const line = lineWith({ loss: 0.2, delay: 10 });
  const out = Array.from({ length: 200 }, (_, at) => line.bytes(100, at));
  expect(out).toEqual(out.toSorted((a, b) => a - b));
  expect(Math.max(...out.map((each, at) => each - at))).toBeGreaterThan(200);
});
