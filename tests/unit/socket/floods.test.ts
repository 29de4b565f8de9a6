import { expect, test } from "vitest";
import { firstHold, Floods, longestHold } from "../../../server/src/transport/socket/floods.ts";

function at(start: number) {
  const clock = { now: start };
  return { clock, floods: new Floods(() => clock.now) };
}

/** How many of `count` messages in a row are still read. */
function read(line: (bytes: number) => boolean, count: number, bytes = 100): number {
  return Array.from({ length: count }, () => line(bytes)).filter(Boolean).length;
}

test("a page that comes back to a large wall, and one that is used fast for hours, is not held", () => {
  const { clock, floods } = at(0);
  const line = floods.lineOf("expert");
  expect(read(line, 1_500)).toBe(1_500);
  for (let second = 0; second < 3_600; second += 1) {
    clock.now += 1_000;
    expect(read(line, 90)).toBe(90);
  }
  expect(floods.holds("expert")).toBe(false);
});

test.each([
  { what: "small", bytes: 100, withinMs: 3_000 },
  { what: "large, which count for more,", bytes: 15_000, withinMs: 1_500 },
])(
  "a thousand messages a second that are $what end the line within $withinMs ms",
  ({ bytes, withinMs }) => {
    const { clock, floods } = at(0);
    const line = floods.lineOf("flooder");
    let ms = 0;
    while (line(bytes)) clock.now = ms += 1;
    expect(ms).toBeLessThan(withinMs);
    expect(floods.holds("flooder")).toBe(true);
  },
);

test("whoever flooded comes back after a while that doubles each time, up to a minute, and nobody else waits", () => {
  const { clock, floods } = at(0);
  const waits: number[] = [];
  for (let time = 0; time < 6; time += 1) {
    const line = floods.lineOf("flooder");
    read(line, 3_000);
    expect(floods.holds("expert")).toBe(false);
    const from = clock.now;
    while (floods.holds("flooder")) clock.now += 100;
    waits.push(clock.now - from);
  }
  expect(waits).toEqual([firstHold, 10_000, 20_000, 40_000, longestHold, longestHold]);
  clock.now += 3_600_000;
  read(floods.lineOf("flooder"), 3_000);
  clock.now += firstHold;
  expect(floods.holds("flooder")).toBe(false);
});

test("what still arrives over a line that is being closed does not make the wait longer", () => {
  const { clock, floods } = at(0);
  const line = floods.lineOf("flooder");
  read(line, 5_000);
  clock.now += firstHold;
  expect(floods.holds("flooder")).toBe(false);
});
