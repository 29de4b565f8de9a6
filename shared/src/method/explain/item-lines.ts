import type { CaseRules } from "../case-schema.ts";
import { unitsPerPoint } from "../mark-units.ts";
import { countedMarks } from "../panel-mark.ts";
import type { ItemMarks } from "../panel-sheets.ts";
import { rational } from "../rational.ts";
import { formatDecimal } from "../rounding.ts";
import { keptUnits } from "../technical-points.ts";
import type { ItemPoints } from "../technical-points.ts";
import { equalsRounded, exactText, sumOf, term } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";

const points = (units: bigint) => rational(units, unitsPerPoint);

const markLine = ({ members, units }: ItemMarks, phrases: Phrases): string => {
  const each = units.map((own, index) => `${members[index] ?? ""} ${exactText(points(own))}`);
  return `  ${phrases.marks}${phrases.colon}${each.join(phrases.separator)}`;
};

const meanLine = (
  evaluation: CaseRules,
  itemMarks: ItemMarks,
  computed: ItemPoints,
  dropped: string | undefined,
  phrases: Phrases,
): string => {
  const counted = countedMarks(evaluation.aggregate, keptUnits(itemMarks, dropped));
  const sum = sumOf(counted.map((each) => term(points(each))));
  const name = phrases.aggregate[evaluation.aggregate.kind];
  const value = equalsRounded(computed.exactMark, evaluation.rounding.item, phrases);
  return `  ${name} = (${sum}) ÷ ${counted.length} ${value}`;
};

const contributionLine = (
  evaluation: CaseRules,
  computed: ItemPoints,
  phrases: Phrases,
): string => {
  const { item, mark, exactContribution } = computed;
  const shown = formatDecimal(mark, evaluation.rounding.item);
  const value = equalsRounded(exactContribution, evaluation.rounding.contribution, phrases);
  return `  ${phrases.contribution} = ${shown} × ${item.factor ?? "1"} ${value}`;
};

/** One item of one bid: the marks as given, the panel mark, and what it contributes. */
export const itemLines = (
  evaluation: CaseRules,
  itemMarks: ItemMarks,
  computed: ItemPoints | undefined,
  dropped: string | undefined,
  phrases: Phrases,
): readonly string[] => {
  const { item } = itemMarks;
  const heading = phrases.item(item.id, phrases.kind[item.kind], item.max);
  if (computed === undefined) return [heading, `  ${phrases.nobody}`];
  return [
    heading,
    markLine(itemMarks, phrases),
    meanLine(evaluation, itemMarks, computed, dropped, phrases),
    ...(item.factor === undefined && evaluation.rounding.contribution === undefined
      ? []
      : [contributionLine(evaluation, computed, phrases)]),
  ];
};
