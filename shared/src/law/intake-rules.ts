import { refuse, type Refusal } from "../contracts/refusal.ts";
import type { Tender } from "../contracts/tender.ts";
import {
  compareDecimals,
  formatDecimal,
  parseDecimal,
  priceShare,
  trimsPrices,
} from "../method/index.ts";
import type { Profile } from "./profile.ts";

type Rule = (tender: Tender, profile: Profile) => Refusal | undefined;

/** Members the panel will have: those to be drawn and the owner's representatives. */
export function panelSize(tender: Tender): number {
  const drawn = tender.panel.draw.seats.reduce((sum, seat) => sum + seat.count, 0);
  return drawn + tender.panel.ownerRepresentatives.length;
}

const officesAreSeparate: Rule = ({ offices, panel }) => {
  const holders = [...Object.values(offices), ...panel.ownerRepresentatives];
  return new Set(holders).size === holders.length
    ? undefined
    : refuse("invalid", "law.offices-joined", { article: "招标投标法实施条例 第四十六条" });
};

const panelIsLargeEnough: Rule = (tender, { panel }) => {
  const size = panelSize(tender);
  const { budget, special } = tender;
  const large =
    panel.large !== null &&
    (special || (budget !== undefined && compareDecimals(budget, panel.large.value.budget) >= 0));
  const rule =
    large && panel.large !== null
      ? { value: panel.large.value.minimum, article: panel.large.article }
      : panel.minimum;
  return size >= rule.value
    ? undefined
    : refuse("invalid", "law.panel-too-small", {
        size,
        minimum: rule.value,
        article: rule.article,
      });
};

const panelIsOdd: Rule = (tender, { panel }) =>
  !panel.odd.value || panelSize(tender) % 2 === 1
    ? undefined
    : refuse("invalid", "law.panel-even", { size: panelSize(tender), article: panel.odd.article });

const representativesAreFew: Rule = (tender, { panel }) => {
  const allowed =
    panel.representativesOneIn.value === 0
      ? 0
      : Math.floor(panelSize(tender) / panel.representativesOneIn.value);
  const count = tender.panel.ownerRepresentatives.length;
  return count <= allowed
    ? undefined
    : refuse("invalid", "law.too-many-representatives", {
        count,
        allowed,
        article: panel.representativesOneIn.article,
      });
};

const enoughBidsReceived: Rule = (tender, { tooFewReceived }) =>
  tender.bidders.length >= 3 || tooFewReceived.value !== "fails"
    ? undefined
    : refuse("invalid", "law.too-few-received", {
        count: tender.bidders.length,
        article: tooFewReceived.article,
      });

/** The price's share of all points in percent; 0 where the price has no points. */
function pricePercent({ method }: Tender): string {
  const { numerator, denominator } = parseDecimal(priceShare(method) ?? "0");
  return formatDecimal({ numerator: numerator * 100n, denominator });
}

const priceWeighsEnough: Rule = (tender, { priceShareMinimum }) => {
  if (priceShareMinimum === null) return undefined;
  const minimum = priceShareMinimum.value[tender.subject];
  const share = pricePercent(tender);
  return compareDecimals(share, String(minimum)) >= 0
    ? undefined
    : refuse("invalid", "law.price-share", {
        share,
        minimum,
        article: priceShareMinimum.article,
      });
};

const pricesAreNotTrimmed: Rule = (tender, { trimmedPrices }) =>
  trimmedPrices.value || !trimsPrices(tender.method)
    ? undefined
    : refuse("invalid", "law.prices-trimmed", { article: trimmedPrices.article });

/** Where a document is named, its list binds whether or not the profile asks for one. */
const criteriaAreStated: Rule = ({ document, method }, { statedCriteria }) => {
  if (document === undefined && statedCriteria?.value !== true) return undefined;
  const stated = new Set(document?.criteria);
  const other = method.items.find(({ id }) => !stated.has(id));
  return other === undefined
    ? undefined
    : refuse("invalid", "law.criterion-not-stated", {
        item: other.id,
        article: statedCriteria?.article ?? "本系统规则",
      });
};

const substituteIsAllowed: Rule = ({ witnessing }, { substituteWitness }) =>
  witnessing?.substitute === undefined || substituteWitness?.value === true
    ? undefined
    : refuse("invalid", "law.no-substitute", {
        article: substituteWitness?.article ?? "本系统规则",
      });

/** What a tender must satisfy at intake, in the order in which a breach is reported. */
export const intakeRules: readonly Rule[] = [
  officesAreSeparate,
  panelIsLargeEnough,
  panelIsOdd,
  representativesAreFew,
  enoughBidsReceived,
  priceWeighsEnough,
  pricesAreNotTrimmed,
  criteriaAreStated,
  substituteIsAllowed,
];

/** The first breach of the profile's rules, or undefined when the tender is lawful. */
export function checkIntake(tender: Tender, profile: Profile): Refusal | undefined {
  for (const rule of intakeRules) {
    const breach = rule(tender, profile);
    if (breach !== undefined) return breach;
  }
  return undefined;
}
