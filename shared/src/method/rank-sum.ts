import { competitionRanks } from "./competition-rank.ts";
import { parseDecimal } from "./decimal.ts";
import { unitsPerPoint } from "./mark-units.ts";
import type { BidMarks } from "./panel-sheets.ts";
import { compare, integer, mean, multiply, rational, zero } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** The points that one member gave a bid, completed by what all members share, and the rank. */
export type MemberRank = { readonly member: string; readonly own: Rational; readonly rank: number };

const factorUnits = (factor: string | undefined): bigint =>
  multiply(parseDecimal(factor ?? "1"), integer(unitsPerPoint)).numerator;

/** Each member's own points on one bid: own marks times the factors, unrounded. */
const ownQuality = ({ items }: BidMarks): ReadonlyMap<string, Rational> => {
  const totals = new Map<string, bigint>();
  for (const { item, members, units } of items) {
    const factor = factorUnits(item.factor);
    units.forEach((mark, index) => {
      const member = members[index] ?? "";
      totals.set(member, (totals.get(member) ?? 0n) + mark * factor);
    });
  }
  const points = (own: bigint) => rational(own, unitsPerPoint * unitsPerPoint);
  return new Map([...totals].map(([member, own]) => [member, points(own)]));
};

/**
 * Every member ranks the valid bids by own points, completed by `total` with what all members share
 * (given and price points). Returns each bid's ranks, in the order of the bids. Rank-sum needs
 * complete sheets, which the schema sees to.
 */
export const rankByMember = (
  valid: readonly BidMarks[],
  members: readonly string[],
  total: (quality: Rational, bid: BidMarks) => Rational,
): readonly (readonly MemberRank[])[] => {
  const qualities = valid.map(ownQuality);
  const columns = members.map((member) => {
    const own = valid.map((bid, index) => total(qualities[index]?.get(member) ?? zero, bid));
    return { member, own, ranks: competitionRanks(own, (a, b) => compare(b, a)) };
  });
  return valid.map((_, index) =>
    columns.map(({ member, own, ranks }) => ({
      member,
      own: own[index] ?? zero,
      rank: ranks[index] ?? 0,
    })),
  );
};

/** The mean of the ranks that the members gave; the lowest wins. */
export const meanRank = (ranks: readonly MemberRank[]): Rational =>
  mean(ranks.map(({ rank }) => integer(rank)));
