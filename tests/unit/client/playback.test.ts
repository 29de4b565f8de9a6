import { expect, test } from "vitest";
import {
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
