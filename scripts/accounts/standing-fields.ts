import { z } from "zod";
import { expertStandingSchema } from "@yuanping/shared/law/expert-standing.ts";

/** The columns of what might keep an expert from a panel. */
export const standingColumns = ["history", "relations", "away", "barredUntil"] as const;
export type StandingColumn = (typeof standingColumns)[number];

const { shape } = expertStandingSchema;
const relationsSchema = z.preprocess((text) => itemsOf(text), shape.relations);
const historySchema = z.preprocess(
  (text) =>
    itemsOf(text).map((item) => {
      // An employer's name may have the sign itself; a day has not.
      const at = Math.max(item.lastIndexOf("@"), 0);
      return { employer: item.slice(0, at), until: item.slice(at + 1) };
    }),
  shape.history,
);
const awaySchema = z
  .preprocess(
    (text) =>
      itemsOf(text).map((item) => {
        const [from, to = from, ...rest] = item.split("/");
        return { from, to: rest.length > 0 ? undefined : to };
      }),
    shape.away,
  )
  .refine((spans) => spans.every(({ from, to }) => from <= to));

/**
 * What each field says: several employers, organisations or spans of days are separated by `|`. `history` is
 * `EMPLOYER@DAY` with the last day there, `away` is `DAY` or `DAY/DAY`, `barredUntil` a day, `9999-12-31` for good; a day is
 * `2026-12-31`. An empty field says that there is nothing.
 */
export const standingFieldsSchema = z.object({
  history: named(historySchema, "EMPLOYER@2026-12-31, several separated by |"),
  relations: named(relationsSchema, "names or credit codes separated by |"),
  away: named(awaySchema, "2026-12-31 or 2026-12-01/2026-12-31, several separated by |"),
  barredUntil: named(z.iso.date().optional(), "a day like 2026-12-31"),
});
export type StandingFields = z.infer<typeof standingFieldsSchema>;

function itemsOf(text: unknown): readonly string[] {
  return typeof text === "string" && text !== "" ? text.split("|") : [];
}

/** One fault for the whole field: what is wrong within it would repeat what it says. */
function named<Output>(schema: z.ZodType<Output>, form: string) {
  return z.unknown().transform((value, context): Output => {
    const outcome = schema.safeParse(value);
    if (outcome.success) return outcome.data;
    context.addIssue({ code: "custom", message: `is not ${form}` });
    return z.NEVER;
  });
}
