import type { IntakeForm } from "./intake-form.ts";

type Field = "kFrom" | "cFrom" | "dropFrom" | "above" | "below";
type Coefficient = "k" | "c" | "drop" | "above" | "below";
/** What the form's benchmark names: one number is fixed, several are a set to draw one from. */
export type Coefficients = Readonly<{
  formula: "weighted" | "mean";
  fields: readonly Readonly<{ field: Field; name: Coefficient; numbers: readonly string[] }>[];
}>;

const ofWeighted: readonly (readonly [Field, Coefficient])[] = [
  ["kFrom", "k"],
  ["cFrom", "c"],
  ["above", "above"],
  ["below", "below"],
];
const ofMean: typeof ofWeighted = [
  ["dropFrom", "drop"],
  ["above", "above"],
  ["below", "below"],
];

/** The numbers that a text holds, between blanks or commas. */
export const numbersIn = (text: string): readonly string[] =>
  text.split(/[\s,,、;;]+/u).filter((one) => one !== "");

/** The coefficients of the chosen benchmark; undefined where the price is not scored by one. */
export function coefficientsIn(form: IntakeForm): Coefficients | undefined {
  const { priceFormula } = form;
  if (priceFormula !== "benchmark" && priceFormula !== "benchmark-mean") return undefined;
  const isWeighted = priceFormula === "benchmark";
  return {
    formula: isWeighted ? "weighted" : "mean",
    fields: (isWeighted ? ofWeighted : ofMean).map(([field, name]) => ({
      field,
      name,
      numbers: numbersIn(form[field] ?? ""),
    })),
  };
}

/** The sets that are drawn from, in the order in which the intake lists them. */
export const drawnIn = ({ fields }: Coefficients): Coefficients["fields"] =>
  fields.filter(({ numbers }) => numbers.length > 1);
