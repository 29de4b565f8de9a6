import { layOut } from "../case-schema.ts";
import type { CaseRules, EvaluationCase, LaidOutCase } from "../case-schema.ts";
import { failedByMajority } from "../pass-fail.ts";
import { givesPricePoints } from "../price-points.ts";
import { rejectionText } from "../rejection.ts";
import { isZero } from "../rational.ts";
import type { Language } from "../text.ts";
import { warningsOf } from "../warnings.ts";
import { evaluate } from "../working.ts";
import type { RankedBid, RejectedBid, Working } from "../working.ts";
import { en } from "./en.ts";
import { itemLines } from "./item-lines.ts";
import { equalsRounded, exactText, sumOf, term } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";
import { priceLines, quotedLines } from "./price-lines.ts";
import { zh } from "./zh.ts";

const languages: { readonly [Key in Language]: Phrases } = { zh, en };

const allItemLines = (
  evaluation: CaseRules,
  { marks, technical }: RankedBid | RejectedBid,
  dropped: string | undefined,
  phrases: Phrases,
): readonly string[] => {
  if (technical === undefined) return [];
  const computed = new Map(technical.items.map((item) => [item.item.id, item]));
  return marks.items.flatMap((item) =>
    itemLines(evaluation, item, computed.get(item.item.id), dropped, phrases),
  );
};

const givenLines = ({ bid }: RankedBid, phrases: Phrases): readonly string[] => {
  const given = Object.entries(bid.given ?? {}).map(([name, value]) => `${name} ${value}`);
  if (given.length === 0) return [];
  return [`${phrases.given}${phrases.colon}${given.join(phrases.separator)}`];
};

const totalWay = (evaluation: CaseRules, bid: RankedBid): string => {
  const { price } = evaluation;
  const parts = bid.technical.items.map((item) => item.contribution);
  const given = isZero(bid.given) ? [] : [bid.given];
  const quality = sumOf([...parts, ...given].map(term));
  if (price === null || bid.price === undefined) return quality;
  if (price.formula === "value-for-money") {
    return `(${quality}) ÷ ${exactText(bid.price.evaluated)} × ${price.per}`;
  }
  if (!givesPricePoints(price)) return quality;
  return sumOf([...parts, bid.price.contribution, ...given].map(term));
};

const totalLines = (evaluation: CaseRules, bid: RankedBid, phrases: Phrases): readonly string[] => {
  const value = equalsRounded(bid.exactTotal, evaluation.rounding.total, phrases);
  const { memberRanks } = bid;
  if (memberRanks === undefined) {
    const way = totalWay(evaluation, bid);
    // A single term is its own sum, and would only be said twice.
    const steps = way === exactText(bid.exactTotal) ? value : `= ${way} ${value}`;
    return [`${phrases.total} ${steps}`];
  }
  const sum = memberRanks.map(({ rank }) => rank).join(" + ");
  return [
    ...memberRanks.map(({ member, own, rank }) => phrases.memberRank(member, exactText(own), rank)),
    `${phrases.meanRank} = (${sum}) ÷ ${memberRanks.length} ${value}`,
  ];
};

const rankedLines = (
  evaluation: CaseRules,
  working: Working,
  bid: RankedBid,
  phrases: Phrases,
): readonly string[] => {
  const equals = working.bids.filter(
    (other) => other.status === "ranked" && other.rank === bid.rank,
  );
  return [
    ...(working.price === undefined || bid.price === undefined
      ? []
      : priceLines(evaluation, working.price, bid.price, phrases)),
    ...givenLines(bid, phrases),
    ...totalLines(evaluation, bid, phrases),
    phrases.rank(bid.rank, equals.length > 1),
  ];
};

const bidLines = (
  evaluation: CaseRules,
  working: Working,
  bid: RankedBid | RejectedBid,
  language: Language,
): readonly string[] => {
  const phrases = languages[language];
  const votes = bid.votes.map((vote) =>
    phrases.vote(vote.item, vote.passes, vote.fails, failedByMajority(vote)),
  );
  const lines = [
    ...quotedLines(bid.bid, phrases),
    ...votes,
    ...allItemLines(evaluation, bid, working.droppedMember, phrases),
    ...(bid.status === "ranked"
      ? rankedLines(evaluation, working, bid, phrases)
      : [phrases.rejected(rejectionText(bid.rejection)[language])]),
  ];
  return [phrases.bid(bid.bid.id), ...lines.map((line) => `  ${line}`), ""];
};

/** Every step of one bid of a case as a person would write it down; empty for a bid that the case doesn't hold. */
export const explainBid = (evaluation: EvaluationCase, bid: string, language: Language): string => {
  const working = evaluate(layOut(evaluation));
  const found = working.bids.find((each) => each.bid.id === bid);
  if (found === undefined) return "";
  const dropped = working.droppedMember;
  const lines = [
    ...(dropped === undefined ? [] : [languages[language].memberLeftOut(dropped)]),
    ...bidLines(evaluation, working, found, language),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
};

/** Every step of a case, bid by bid, as a person would write it down; ends with the warnings. */
export const explainLaidOut = (evaluation: LaidOutCase, language: Language): string => {
  const phrases = languages[language];
  const working = evaluate(evaluation);
  const warnings = warningsOf(evaluation, working);
  const dropped = working.droppedMember;
  const lines = [
    ...(dropped === undefined ? [] : [phrases.memberLeftOut(dropped), ""]),
    ...working.bids.flatMap((bid) => bidLines(evaluation, working, bid, language)),
    ...(warnings.length === 0 ? [] : [phrases.warnings]),
    ...warnings.map((warning) => `  ${language === "zh" ? warning.text : warning.textEn}`),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
};

/** The same of a case that `caseSchema` let through. */
export const explainOutcome = (evaluation: EvaluationCase, language: Language): string =>
  explainLaidOut(layOut(evaluation), language);
