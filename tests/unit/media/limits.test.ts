import { expect, test } from "vitest";
import { consumersPerWorker, placeRoom } from "../../../server/src/media/placement.ts";
import { fullBucket, takeToken } from "../../../server/src/media/token-bucket.ts";

test("a room goes to the least loaded worker that can hold it whole", () => {
  const workers = [
    { id: "a", reserved: 300 },
    { id: "b", reserved: 100 },
    { id: "c", reserved: 200 },
  ];
  expect(placeRoom(workers, 60)).toBe("b");
  expect(placeRoom(workers, consumersPerWorker - 100)).toBe("b");
  expect(placeRoom(workers, consumersPerWorker - 99)).toBeUndefined();
  expect(placeRoom([], 0)).toBeUndefined();
});

test("two rooms of nine experts and two supervisors fit a worker, three do not", () => {
  const need = 2 * 9 * 8 + 2 * 9 * 2;
  expect(placeRoom([{ id: "a", reserved: need }], need)).toBe("a");
  expect(placeRoom([{ id: "a", reserved: 2 * need }], need)).toBeUndefined();
});

function takeMany(count: number, bucket: ReturnType<typeof fullBucket>, now: number) {
  let allowed = 0;
  for (let index = 0; index < count; index += 1) {
    const taken = takeToken(bucket, now);
    bucket = taken.bucket;
    if (taken.allowed) allowed += 1;
  }
  return { allowed, bucket };
}

test("a burst is allowed once, and then as much as time gives back", () => {
  const first = takeMany(150, fullBucket(100, 50, 0), 0);
  expect(first.allowed).toBe(100);
  expect(takeMany(150, first.bucket, 1000).allowed).toBe(50);
  expect(takeMany(150, first.bucket, 60_000).allowed).toBe(100);
});

test("a clock that steps back gives nothing away", () => {
  const empty = takeMany(100, fullBucket(100, 50, 5000), 5000).bucket;
  expect(takeToken(empty, 1000).allowed).toBe(false);
});
