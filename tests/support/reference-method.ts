import type { EvaluationCase, Item } from "@yuanping/shared/method/index.ts";
import {
  ascending,
  average,
  less,
  minus,
  over,
  plus,
  read,
  rounded,
  same,
  size,
  times,
  total,
  write,
  type Fraction,
} from "./reference-fraction.ts";
import { referencePoints } from "./reference-price.ts";

/**
 * A second computation of `evaluation-case/1`, written from the format's document and not from the
 * product: fractions as pairs, loops over everything, no thought of speed.
 */

type Bid = EvaluationCase["bids"][number];
type Scored = Exclude<Item, { kind: "pass-fail" }>;
export type ReferenceBid =
  | { status: "rejected"; code: string }
  | {
      status: "ranked";
      items: Record<string, string>;
      price: string | null;
      total: string;
      rank: number;
    };

const scoredItems = (c: EvaluationCase) =>
  c.items.filter((item): item is Scored => item.kind !== "pass-fail");

function membersOf(c: EvaluationCase): string[] {
  return [...new Set(Object.values(c.marks).flatMap((sheets) => Object.keys(sheets)))];
}

function marksOn(c: EvaluationCase, bid: string, item: string, without?: string): Fraction[] {
  return membersOf(c)
    .filter((member) => member !== without)
    .map((member) => c.marks[bid]?.[member]?.[item] ?? null)
    .filter((mark) => mark !== null)
    .map(read);
}

function earlyRejection(c: EvaluationCase, bid: Bid): string | undefined {
  const { price } = c;
  if (price !== null && bid.price !== undefined) {
    const quoted = read(bid.price);
    if ("ceiling" in price && less(read(price.ceiling), quoted)) return "price-above-ceiling";
    if (price.highest !== undefined && less(read(price.highest), quoted))
      return "price-above-highest";
    if (price.lowest !== undefined && less(quoted, read(price.lowest))) return "price-below-lowest";
  }
  for (const item of c.items.filter(({ kind }) => kind === "pass-fail")) {
    const votes = membersOf(c).map((member) => c.marks[bid.id]?.[member]?.[item.id]);
    const fails = votes.filter((vote) => vote === "fail").length;
    const passes = votes.filter((vote) => vote === "pass").length;
    if (fails > passes) return "failed-pass-fail";
  }
  return undefined;
}

function middle(marks: readonly Fraction[]): Fraction {
  const sorted = ascending(marks);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("no marks");
  return average([lower, upper]);
}

function trimmedMean(marks: readonly Fraction[], high: number, low: number): Fraction {
  if (high + low >= marks.length) return average(marks);
  const sorted = ascending(marks);
  return average(sorted.slice(low, sorted.length - high));
}

function exactMark(c: EvaluationCase, bid: string, item: string, without?: string): Fraction {
  const kept = marksOn(c, bid, item, without);
  const marks = kept.length > 0 ? kept : marksOn(c, bid, item);
  const { aggregate } = c;
  if (aggregate.kind === "median") return middle(marks);
  if (aggregate.kind !== "trimmed-mean") return average(marks);
  if (aggregate.fromMembers !== undefined && marks.length < aggregate.fromMembers)
    return average(marks);
  return trimmedMean(marks, aggregate.dropHigh, aggregate.dropLow);
}

/** The member farthest from the panel over all bids that are scored; nobody when several are. */
function farthest(c: EvaluationCase, bids: readonly Bid[]): string | undefined {
  const distances = membersOf(c).map((member) => {
    const perBid = bids.map((bid) =>
      size(
        total(
          scoredItems(c).map((item) => {
            const own = c.marks[bid.id]?.[member]?.[item.id] ?? null;
            if (own === null) return [0n, 1n] as const;
            const difference = minus(read(own), average(marksOn(c, bid.id, item.id)));
            return times(difference, read(item.factor ?? "1"));
          }),
        ),
      ),
    );
    return { member, far: total(perBid) };
  });
  const winners = distances.filter(({ far }) => distances.every((other) => !less(far, other.far)));
  return distances.length > 1 && winners.length === 1 ? winners[0]?.member : undefined;
}

function evaluatedPrice(bid: Bid): Fraction | undefined {
  if (bid.price === undefined) return undefined;
  let price = read(bid.price);
  for (const { rate } of bid.preferences ?? []) price = times(price, minus([1n, 1n], read(rate)));
  return price;
}

function withPrice(
  c: EvaluationCase,
  quality: Fraction,
  price: Fraction | undefined,
  points: Fraction,
) {
  if (c.price?.formula === "value-for-money" && price !== undefined) {
    return times(over(quality, price), read(c.price.per));
  }
  return plus(quality, points);
}

type Row = {
  readonly bid: Bid;
  readonly marks: Record<string, Fraction>;
  readonly technical: Fraction;
  readonly price: Fraction | undefined;
  points: Fraction;
  sum: Fraction;
};

/** Panel marks and technical points, or the floor that the bid stays under. */
function rowOf(c: EvaluationCase, bid: Bid, without: string | undefined): Row | string {
  const marks: Record<string, Fraction> = {};
  let technical: Fraction = [0n, 1n];
  for (const item of scoredItems(c)) {
    const mark = rounded(exactMark(c, bid.id, item.id, without), c.rounding.item);
    marks[item.id] = mark;
    const contribution = rounded(times(mark, read(item.factor ?? "1")), c.rounding.contribution);
    technical = plus(technical, contribution);
  }
  for (const item of scoredItems(c)) {
    const mark = marks[item.id];
    if (item.floor !== undefined && mark !== undefined && less(mark, read(item.floor))) {
      return "mark-below-floor";
    }
  }
  if (c.technicalFloor !== undefined && less(technical, read(c.technicalFloor))) {
    return "technical-below-floor";
  }
  return { bid, marks, technical, price: evaluatedPrice(bid), points: [0n, 1n], sum: [0n, 1n] };
}

function ownPoints(c: EvaluationCase, row: Row, member: string): Fraction {
  const quality = total(
    scoredItems(c).map((item) =>
      times(read(c.marks[row.bid.id]?.[member]?.[item.id] ?? "0"), read(item.factor ?? "1")),
    ),
  );
  return withPrice(c, plus(quality, givenOf(row.bid)), row.price, row.points);
}

function givenOf(bid: Bid): Fraction {
  return total(Object.values(bid.given ?? {}).map(read));
}

function meanRankOf(c: EvaluationCase, row: Row, rows: readonly Row[]): Fraction {
  const ranks = membersOf(c).map((member): Fraction => {
    const own = ownPoints(c, row, member);
    const better = rows.filter((other) => less(own, ownPoints(c, other, member))).length;
    return [BigInt(better + 1), 1n];
  });
  return average(ranks);
}

function isBetter(
  c: EvaluationCase,
  a: Row,
  b: Row,
  lowestWins: boolean,
  priced: boolean,
): boolean {
  for (const criterion of c.order) {
    if (criterion === "price-asc" && priced && a.price !== undefined && b.price !== undefined) {
      if (!same(a.price, b.price)) return less(a.price, b.price);
    }
    if (criterion === "total-desc" && !same(a.sum, b.sum)) {
      return lowestWins ? less(a.sum, b.sum) : less(b.sum, a.sum);
    }
    if (criterion === "technical-desc" && !same(a.technical, b.technical)) {
      return less(b.technical, a.technical);
    }
  }
  return false;
}

function referencePointsOf(
  c: EvaluationCase,
  row: Row,
  rows: readonly Row[],
): Fraction | undefined {
  if (c.price === null || row.price === undefined) return undefined;
  const prices = rows.map(({ price }) => price).filter((price) => price !== undefined);
  return rounded(referencePoints(c.price, c.rounding, prices, row.price), c.rounding.price);
}

/** Every bid's standing, computed the slow way. */
export function referenceOutcome(c: EvaluationCase): Record<string, ReferenceBid> {
  const outcome: Record<string, ReferenceBid> = {};
  const opened: Bid[] = [];
  for (const bid of c.bids) {
    const code = earlyRejection(c, bid);
    if (code === undefined) opened.push(bid);
    else outcome[bid.id] = { status: "rejected", code };
  }
  const without = c.aggregate.kind === "drop-member" ? farthest(c, opened) : undefined;
  const rows: Row[] = [];
  for (const bid of opened) {
    const row = rowOf(c, bid, without);
    if (typeof row === "string") outcome[bid.id] = { status: "rejected", code: row };
    else rows.push(row);
  }
  const shown = new Map<Row, string | null>();
  for (const row of rows) {
    const points = referencePointsOf(c, row, rows);
    if (c.price === null) shown.set(row, row.bid.given?.["price"] ?? null);
    if (points === undefined || c.price === null || !("points" in c.price)) continue;
    shown.set(row, write(points, c.rounding.price));
    row.points = times(points, read(c.price.factor ?? "1"));
  }
  const byRank = c.aggregate.kind === "rank-sum" && membersOf(c).length > 0;
  const sums = rows.map((row) =>
    byRank
      ? meanRankOf(c, row, rows)
      : withPrice(c, plus(row.technical, givenOf(row.bid)), row.price, row.points),
  );
  rows.forEach((row, index) => {
    row.sum = rounded(sums[index] ?? [0n, 1n], c.rounding.total);
  });
  const priced = rows.every((row) => row.price !== undefined);
  for (const row of rows) {
    outcome[row.bid.id] = {
      status: "ranked",
      items: Object.fromEntries(
        Object.entries(row.marks).map(([id, mark]) => [id, write(mark, c.rounding.item)]),
      ),
      price: shown.get(row) ?? null,
      total: write(row.sum, c.rounding.total),
      rank: 1 + rows.filter((other) => isBetter(c, other, row, byRank, priced)).length,
    };
  }
  return outcome;
}

/** The places of the three warnings that the format names, as `code bid item member`. */
export function referenceWarnings(c: EvaluationCase, scored: readonly string[]): string[] {
  const places: string[] = [];
  for (const bid of scored) {
    for (const item of scoredItems(c)) {
      const marks = marksOn(c, bid, item.id);
      const mean = average(marks);
      const limit = times(size(mean), read(c.farFromMean ?? "0.30"));
      for (const member of membersOf(c)) {
        const text = c.marks[bid]?.[member]?.[item.id] ?? null;
        if (text === null) continue;
        const mark = read(text);
        const place = `${bid} ${item.id} ${member}`;
        if (mark[0] < 0n || less(read(item.max), mark)) places.push(`mark-out-of-range ${place}`);
        const far = less(limit, size(minus(mark, mean)));
        if (far && item.kind === "subjective") places.push(`mark-far-from-mean ${place}`);
      }
      const differ = marks.some((mark) => !same(mark, marks[0] ?? mark));
      if (differ && item.kind === "objective") {
        places.push(`objective-marks-differ ${bid} ${item.id} -`);
      }
    }
  }
  return places.toSorted();
}
