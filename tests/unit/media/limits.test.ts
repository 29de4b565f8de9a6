import { expect, test } from "vitest";
import { fullBucket, takeToken } from "../../../server/src/media/token-bucket.ts";

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
