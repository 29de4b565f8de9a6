import type { RoundingMode } from "../rounding.ts";
import type { Phrases } from "./phrases.ts";

const modes: { readonly [Mode in RoundingMode]: string } = {
  "half-up": "half up",
  "half-even": "half to even",
  down: "towards zero",
  up: "away from zero",
};

const places = (count: number): string => (count === 1 ? "1 place" : `${count} places`);

export const en: Phrases = {
  bid: (id) => `Bid ${id}`,
  quoted: (price) => `quoted price ${price}`,
  evaluatedPrice: "evaluated price",
  kind: { subjective: "subjective", objective: "objective", "pass-fail": "pass or fail" },
  item: (id, kind, max) => `${id} (${kind}, at most ${max})`,
  vote: (id, passes, fails, failed) =>
    `${id}: ${passes} pass, ${fails} fail: ${failed ? "failed" : "passed"}`,
  marks: "marks",
  nobody: "marked by nobody, not in the total",
  memberLeftOut: (member) => `${member} lies farthest from the panel: the whole sheet is left out`,
  aggregate: {
    mean: "mean",
    median: "median",
    "trimmed-mean": "mean without the highest and lowest",
    "drop-member": "mean",
    "rank-sum": "mean",
  },
  contribution: "contribution",
  rounded: (count, mode) => ` (rounded ${modes[mode]} to ${places(count)})`,
  lowestPrice: "lowest evaluated price",
  base: {
    stated: "base price (stated in the tender document)",
    mean: "base price (mean)",
    "mean-by-count": "base price (mean, trimmed by the number of prices)",
    "two-pass-mean": "base price (mean in two passes)",
    weighted: "base price (control price and mean, weighted)",
  },
  baseUsed: "evaluated prices in the mean",
  baseDropped: "evaluated prices not in the mean",
  deviation: "deviation",
  counts: (value) => `counts as ${value}%`,
  pricePoints: "price points",
  noSaving: "nobody is below the ceiling price: 0 price points",
  floorReached: (floor) => `below the floor, counts as ${floor}`,
  timesFactor: "price points × factor",
  given: "given points",
  memberRank: (member, own, rank) => `${member}: ${own} in all, rank ${rank}`,
  meanRank: "mean of the ranks",
  total: "total",
  rank: (rank, joint) => (joint ? `rank: joint ${rank}` : `rank: ${rank}`),
  rejected: (reason) => `rejected: ${reason}`,
  warnings: "Warnings",
  separator: ", ",
  colon: ": ",
};
