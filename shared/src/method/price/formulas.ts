import { benchmark } from "./benchmark.ts";
import { ceilingRatio, savingRatio } from "./ceiling-price.ts";
import { excessOverLowest, lowestOverPrice } from "./lowest-price.ts";
import type { PriceField, PriceFormula, PriceScale } from "./price-formula.ts";
import type { PriceFormulaName, PriceSpec, PriceSpecOf } from "./price-spec.ts";
import { lowestEvaluatedPrice, valueForMoney } from "./quality-price.ts";

type FormulaTable = { readonly [Name in PriceFormulaName]: PriceFormula<PriceSpecOf<Name>> };

/** Every price formula by the name it has in a method. */
export const priceFormulas: FormulaTable = {
  "lowest-over-price": lowestOverPrice,
  "ceiling-ratio": ceilingRatio,
  benchmark,
  "excess-over-lowest": excessOverLowest,
  "saving-ratio": savingRatio,
  "value-for-money": valueForMoney,
  "lowest-evaluated-price": lowestEvaluatedPrice,
};

/** The formula of a price spec laid over the evaluated prices of the valid bids. */
export const priceScale = (spec: PriceSpec, field: PriceField): PriceScale => {
  switch (spec.formula) {
    case "lowest-over-price":
      return priceFormulas[spec.formula].over(spec, field);
    case "ceiling-ratio":
      return priceFormulas[spec.formula].over(spec, field);
    case "benchmark":
      return priceFormulas[spec.formula].over(spec, field);
    case "excess-over-lowest":
      return priceFormulas[spec.formula].over(spec, field);
    case "saving-ratio":
      return priceFormulas[spec.formula].over(spec, field);
    case "value-for-money":
      return priceFormulas[spec.formula].over(spec, field);
    case "lowest-evaluated-price":
      return priceFormulas[spec.formula].over(spec, field);
  }
};
