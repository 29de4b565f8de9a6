import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { QualityWatch, type Quality } from "../../../server/src/media/quality.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watched() {
  const told: Quality[] = [];
  const watch = new QualityWatch((quality) => told.push(quality));
  /** The score stands for so many milliseconds. */
  const stays = (score: number, ms: number) => {
    watch.scored(score);
    vi.advanceTimersByTime(ms);
  };
  return { watch, told, stays };
}

test("a track that arrives badly for a while is told of once, and once when it is well again", () => {
  const { told, stays } = watched();
  stays(10, 60_000);
  stays(3, 10_000);
  stays(2, 10_000);
  expect(told).toEqual(["poor"]);
  stays(10, 10_000);
  expect(told).toEqual(["poor", "good"]);
});

test("what passes by itself is told to nobody, however often it comes", () => {
  const { told, stays } = watched();
  for (let time = 0; time < 20; time += 1) {
    stays(0, 2_000);
    stays(10, 2_000);
  }
  expect(told).toEqual([]);
});

test("between well and badly nothing changes", () => {
  const { told, stays } = watched();
  stays(5, 60_000);
  expect(told).toEqual([]);
  stays(1, 5_000);
  stays(6, 60_000);
  expect(told).toEqual(["poor"]);
});

test("a muted track is no bad track, and one that speaks again is looked at anew", () => {
  const { watch, told, stays } = watched();
  watch.setMuted(true);
  stays(0, 60_000);
  expect(told).toEqual([]);
  watch.setMuted(false);
  stays(0, 5_000);
  expect(told).toEqual(["poor"]);
  watch.setMuted(true);
  stays(10, 60_000);
  expect(told).toEqual(["poor"]);
});

test("a track that has ended says nothing any more", () => {
  const { watch, told, stays } = watched();
  stays(0, 1_000);
  watch.close();
  stays(0, 60_000);
  expect(told).toEqual([]);
});
