import { expect, test } from "vitest";
import type { RoomFacts } from "../../../scripts/load/facts.ts";
import { Histogram } from "../../../scripts/load/histogram.ts";
import { hourOf, playableAhead } from "../../../scripts/load/hour.ts";
import { lazyParser, unread } from "../../../scripts/load/lazy-parser.ts";
import { readOptions, WrongCall } from "../../../scripts/load/options.ts";
import { Marks, Tally } from "../../../scripts/load/tally.ts";

test("a quantile of a thousand values is right to two per cent, also when they were counted in two processes", () => {
  const [left, right] = [new Histogram(), new Histogram()];
  for (let value = 1; value <= 1000; value += 1) (value % 2 === 0 ? left : right).add(value);
  const all = new Histogram().merge(left.data()).merge(right.data());
  expect(all.count).toBe(1000);
  expect(all.max).toBe(1000);
  for (const share of [0.5, 0.95, 0.99]) {
    expect(all.at(share)).toBeGreaterThanOrEqual(share * 1000);
    expect(all.at(share)).toBeLessThanOrEqual(share * 1000 * 1.02);
  }
});

test("what the server sends unasked is handed on unread, and an answer finds its question", () => {
  const decoder = new lazyParser.Decoder();
  const packets: unknown[] = [];
  decoder.on("decoded", (packet) => packets.push(packet));
  decoder.add('2["room:view",{"version":1');
  decoder.add('312[{"ok":true}]');
  decoder.add('0{"sid":"a"}');
  expect(packets).toEqual([
    { type: 2, nsp: "/", data: [unread, '["room:view",{"version":1'] },
    { type: 3, nsp: "/", id: 12, data: [{ ok: true }] },
    { type: 0, nsp: "/", data: { sid: "a" } },
  ]);
});

test("a viewer who is shown a text twice counts once, and one who is never shown it is missed", () => {
  const [marks, tally] = [new Marks(), new Tally()];
  marks.send("mark-1", 3);
  marks.look(0, "… mark-1 …", tally);
  marks.look(0, "… mark-1 …", tally);
  marks.look(1, "… mark-1 …", tally);
  marks.look(2, "something else", tally);
  marks.close(tally);
  expect({ shown: tally.viewers.count, missed: tally.missed }).toEqual({ shown: 2, missed: 1 });
});

test("the hour ends in the archive, and stops before the shares' release when nobody is there yet", () => {
  const seat = (role: "host" | "supervisor" | "witness" | "expert", index: number) => ({
    person: String(index).repeat(32),
    role,
    cookie: "",
  });
  const facts: RoomFacts = {
    evaluation: "ev-load-0",
    seats: (["host", "supervisor", "witness", "expert", "expert", "expert"] as const).map(seat),
    bids: ["B1", "B2"],
    reviewItems: ["bond"],
    markedItems: ["plan"],
    sealingKey: "",
    releases: [{ seat: 0, commitment: "", share: "" }],
    played: 0,
  };
  const steps = hourOf(facts);
  const next = steps[playableAhead(steps)];
  expect(next).toMatchObject({ seat: 0, live: true });
  expect(steps.at(-1)).toMatchObject({ seat: 0, at: "signed" });
});

test.each([
  [["--rooms", "0"], "--rooms"],
  [["--rooms", "2.5"], "--rooms"],
  [["--seats", "3"], "--seats"],
  [["--rate", "-1"], "--rate"],
  [["--nothing"], "--nothing"],
])("%j is refused by its name", (words, name) => {
  expect(() => readOptions(words)).toThrow(WrongCall);
  expect(() => readOptions(words)).toThrow(name);
});
