import type { BidInput } from "../bid.ts";
import type { CaseRules } from "../case-schema.ts";
import { parseDecimal } from "../decimal.ts";
import { evaluatedPrice } from "../preference.ts";
import type { PriceResult, PriceWorking } from "../price-points.ts";
import type { BasePrice } from "../price/base-price.ts";
import type { BaseSpec } from "../price/base-spec.ts";
import type { PriceReference } from "../price/price-formula.ts";
import type { PriceSpec } from "../price/price-spec.ts";
import { compare, zero } from "../rational.ts";
import type { Rational } from "../rational.ts";
import { formatDecimal } from "../rounding.ts";
import { equals, equalsRounded, exactText, sumOf, term } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";

/** The quoted price, and the evaluated one where a preference lowers it. */
export const quotedLines = (bid: BidInput, phrases: Phrases): readonly string[] => {
  const evaluated = evaluatedPrice(bid);
  if (bid.price === undefined || evaluated === undefined) return [];
  const preferences = bid.preferences ?? [];
  if (preferences.length === 0) return [phrases.quoted(bid.price)];
  const factors = preferences.map(({ rate, reason }) => `(1 − ${rate} [${reason}])`);
  const product = [bid.price, ...factors].join(" × ");
  return [phrases.quoted(bid.price), `${phrases.evaluatedPrice} = ${product} ${equals(evaluated)}`];
};

const pricesText = (prices: readonly Rational[], phrases: Phrases): string =>
  prices.map(exactText).join(phrases.separator);

const baseWay = (spec: BaseSpec, base: BasePrice): string => {
  if (spec.kind === "stated") return spec.value;
  const average = `(${sumOf(base.used.map(term))}) ÷ ${base.used.length}`;
  if (spec.kind === "weighted") {
    return `${spec.control} × ${spec.k} × (1 − ${spec.c}) + ${average} × ${spec.c}`;
  }
  return spec.times === undefined ? average : `${average} × ${spec.times}`;
};

const baseLines = (
  evaluation: CaseRules,
  spec: BaseSpec,
  base: BasePrice,
  phrases: Phrases,
): readonly string[] => [
  ...(base.dropped.length === 0
    ? []
    : [
        `${phrases.baseUsed}${phrases.colon}${pricesText(base.used, phrases)}`,
        `${phrases.baseDropped}${phrases.colon}${pricesText(base.dropped, phrases)}`,
      ]),
  `${phrases.base[spec.kind]} = ${baseWay(spec, base)} ${equalsRounded(base.exact, evaluation.rounding.base, phrases)}`,
];

const referenceLines = (
  evaluation: CaseRules,
  spec: PriceSpec,
  reference: PriceReference,
  phrases: Phrases,
): readonly string[] => {
  if (reference.kind === "base" && spec.formula === "benchmark") {
    return baseLines(evaluation, spec.base, reference.base, phrases);
  }
  if ("lowest" in reference) return [`${phrases.lowestPrice} = ${exactText(reference.lowest)}`];
  return [];
};

const formulaText = (
  spec: PriceSpec,
  reference: PriceReference,
  working: PriceWorking,
): string | undefined => {
  const price = exactText(working.evaluated);
  const lowest = "lowest" in reference ? exactText(reference.lowest) : "";
  switch (spec.formula) {
    case "lowest-over-price":
      return `${lowest} ÷ ${price} × ${spec.points}`;
    case "ceiling-ratio":
      return `(1 − ${price} ÷ ${spec.ceiling}) × ${spec.points}`;
    case "excess-over-lowest":
      return `${spec.points} × (1 − (${price} − ${lowest}) ÷ ${lowest})`;
    case "saving-ratio":
      return `${spec.points} × (${spec.ceiling} − ${price}) ÷ (${spec.ceiling} − ${lowest})`;
    case "benchmark": {
      const above = compare(working.deviation?.percent ?? zero, zero) > 0;
      const rate = above ? spec.abovePerPercent : spec.belowPerPercent;
      return `${spec.points} − ${exactText(working.deviation?.counted ?? zero)} × ${rate}`;
    }
    case "value-for-money":
    case "lowest-evaluated-price":
      return undefined;
  }
};

const deviationLines = (
  reference: PriceReference,
  working: PriceWorking,
  phrases: Phrases,
): readonly string[] => {
  if (reference.kind !== "base" || working.deviation === undefined) return [];
  const base = exactText(reference.base.value);
  const { percent, counted } = working.deviation;
  const way = `(${exactText(working.evaluated)} − ${base}) ÷ ${base} × 100% ${equals(percent)}%`;
  const counts = phrases.counts(exactText(counted));
  return [`${phrases.deviation} = ${way}${phrases.separator}${counts}`];
};

const factorLines = (
  spec: PriceSpec,
  working: PriceWorking,
  evaluation: CaseRules,
  phrases: Phrases,
) => {
  if (!("factor" in spec) || spec.factor === undefined) return [];
  const shown = formatDecimal(working.rounded, evaluation.rounding.price);
  return [`${phrases.timesFactor} = ${shown} × ${spec.factor} ${equals(working.contribution)}`];
};

const pointsLine = (
  evaluation: CaseRules,
  way: string,
  working: PriceWorking,
  phrases: Phrases,
): string => {
  const value = equalsRounded(working.exact, evaluation.rounding.price, phrases);
  if (working.floor === undefined) return `${phrases.pricePoints} = ${way} ${value}`;
  const reached = phrases.floorReached(exactText(working.floor));
  return `${phrases.pricePoints}${phrases.colon}${way}${phrases.separator}${reached} ${value}`;
};

const nobodySaved = (spec: PriceSpec, reference: PriceReference): boolean =>
  spec.formula === "saving-ratio" &&
  reference.kind === "ceiling-and-lowest" &&
  compare(parseDecimal(spec.ceiling), reference.lowest) === 0;

/** How the price points of one bid came about. */
export const priceLines = (
  evaluation: CaseRules,
  result: PriceResult,
  working: PriceWorking,
  phrases: Phrases,
): readonly string[] => {
  const spec = evaluation.price;
  if (spec === null) return [];
  const { reference } = result;
  const way = formulaText(spec, reference, working);
  if (way === undefined) return [];
  if (nobodySaved(spec, reference)) return [phrases.noSaving];
  return [
    ...referenceLines(evaluation, spec, reference, phrases),
    ...deviationLines(reference, working, phrases),
    pointsLine(evaluation, way, working, phrases),
    ...factorLines(spec, working, evaluation, phrases),
  ];
};
