import type { Decimal } from "./decimal.ts";
import type { PriceRejection } from "./price-limits.ts";
import type { Rational } from "./rational.ts";
import { formatDecimal } from "./rounding.ts";
import type { BilingualText } from "./text.ts";

/** Why a bid is rejected, with the clause it failed. */
export type Rejection =
  | PriceRejection
  | {
      readonly code: "failed-pass-fail";
      readonly item: string;
      readonly passes: number;
      readonly fails: number;
    }
  | {
      readonly code: "mark-below-floor";
      readonly item: string;
      readonly mark: Rational;
      readonly floor: Decimal;
    }
  | {
      readonly code: "technical-below-floor";
      readonly points: Rational;
      readonly floor: Decimal;
    };

/** The reason as the report states it. */
export const rejectionText = (reason: Rejection): BilingualText => {
  switch (reason.code) {
    case "price-above-ceiling":
      return {
        zh: `报价 ${reason.price} 高于最高限价 ${reason.limit}`,
        en: `the price ${reason.price} is above the ceiling price ${reason.limit}`,
      };
    case "price-above-highest":
      return {
        zh: `报价 ${reason.price} 高于允许的最高报价 ${reason.limit}`,
        en: `the price ${reason.price} is above the highest allowed price ${reason.limit}`,
      };
    case "price-below-lowest":
      return {
        zh: `报价 ${reason.price} 低于允许的最低报价 ${reason.limit}`,
        en: `the price ${reason.price} is below the lowest allowed price ${reason.limit}`,
      };
    case "failed-pass-fail":
      return {
        zh: `“${reason.item}”不通过：${reason.fails} 人不通过，${reason.passes} 人通过`,
        en: `failed "${reason.item}": ${reason.fails} fail, ${reason.passes} pass`,
      };
    case "mark-below-floor":
      return {
        zh: `“${reason.item}”得分 ${formatDecimal(reason.mark)} 低于最低要求 ${reason.floor}`,
        en: `the mark ${formatDecimal(reason.mark)} for "${reason.item}" is below its floor ${reason.floor}`,
      };
    case "technical-below-floor":
      return {
        zh: `技术得分 ${formatDecimal(reason.points)} 低于最低要求 ${reason.floor}`,
        en: `the technical points ${formatDecimal(reason.points)} are below the floor ${reason.floor}`,
      };
  }
};
