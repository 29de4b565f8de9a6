import { expect, test } from "vitest";
import {
  filesAround,
  keptAt,
  nextEvent,
  type RecordedTrack,
} from "../../../client/src/features/player/playback.ts";

const track: RecordedTrack = {
  person: "a".repeat(32),
  source: "camera",
  role: "host",
  segments: [{ file: `${"b".repeat(64)}.webm`, from: 10_000, to: 20_000 }],
  gaps: [{ from: 20_000, to: 25_000, cause: "recorder-died" }],
};

test("a moment of a track is in a file, in a gap with its cause, or in nothing that was sent", () => {
  expect(keptAt(track, 10_000)).toEqual({ kind: "file", segment: track.segments[0] });
  expect(keptAt(track, 20_000)).toEqual({ kind: "gap", cause: "recorder-died" });
  expect(keptAt(track, 25_000)).toEqual({ kind: "nothing" });
  expect(keptAt(undefined, 10_000)).toEqual({ kind: "nothing" });
});

test("stepping goes from event to event, past those of one moment together, and stays within what is recorded", () => {
  const lines = [1_000, 12_000, 12_100, 30_000, 90_000].map((at, seq) => ({ at, seq }));
  const extent = { from: 5_000, to: 60_000 };
  const step = (at: number, direction: "forward" | "back") =>
    nextEvent(lines, extent, at, direction);
  expect(step(5_000, "forward")).toBe(10_000);
  expect(step(10_000, "forward")).toBe(28_000);
  expect(step(28_000, "forward")).toBeUndefined();
  expect(step(60_000, "back")).toBe(28_000);
  expect(step(28_000, "back")).toBe(10_100);
  expect(step(10_000, "back")).toBeUndefined();
});

test("the next file is held before its turn and the last one a moment after its own, across a seam and never across a gap", () => {
  const part = (name: string, from: number, to: number) => ({ file: `${name}.webm`, from, to });
  const [a, b, c] = [part("a", 0, 30_000), part("b", 30_010, 60_000), part("c", 75_000, 90_000)];
  const whole = { ...track, segments: [a, b, c], gaps: [] };
  const held = (at: number, rate = 1) =>
    filesAround(whole, at, rate).map(({ segment, as }) => `${segment.file} ${as}`);
  expect(held(10_000)).toEqual(["a.webm now"]);
  expect(held(25_000)).toEqual(["a.webm now", "b.webm next"]);
  expect(held(30_500)).toEqual(["a.webm past", "b.webm now"]);
  expect(held(33_000)).toEqual(["b.webm now"]);
  // Twice as fast, there is half the time to fetch it in.
  expect(held(20_000)).toEqual(["a.webm now"]);
  expect(held(20_000, 2)).toEqual(["a.webm now", "b.webm next"]);
  // An old picture does not stand for what is missing.
  expect(held(59_000)).toEqual(["b.webm now"]);
  expect(held(60_500)).toEqual([]);
  expect(held(75_100)).toEqual(["c.webm now"]);
  expect(filesAround(undefined, 0, 1)).toEqual([]);
});
