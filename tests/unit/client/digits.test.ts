import { expect, test } from "vitest";
import { grouped } from "../../../client/src/i18n/digits.ts";

test("amounts and counts of any length are read in threes, to the last cent", () => {
  expect(["7", "999", "1050000", "1180937.3125", "5806600041120720"].map(grouped)).toEqual([
    "7",
    "999",
    "1,050,000",
    "1,180,937.3125",
    "5,806,600,041,120,720",
  ]);
});
