import type { ReReviewCode } from "../../contracts/commands/reopening.ts";

/** 87号令 第六十四条: sums, ranges, objective items, and points that the panel finds abnormally high or low. */
export const fourReasons: readonly ReReviewCode[] = [
  "result-03",
  "result-04",
  "result-05",
  "result-06",
];
