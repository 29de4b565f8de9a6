import { z } from "zod";
import { bidSchema } from "./bid.ts";
import { caseFaults, strayMarks } from "./case-faults.ts";
import { decimalSchema } from "./decimal.ts";
import { identifierSchema } from "./identifier.ts";
import { rowsOf } from "./mark-rows.ts";
import type { MarkRows } from "./mark-rows.ts";
import { marksSchema } from "./marks.ts";
import { methodShape } from "./method-schema.ts";

const text = z.string().max(2000).optional();

/** What a test expects of a bid; the computation never reads it. */
const expectedSchema = z.looseObject({
  total: decimalSchema.optional(),
  rank: z.int().min(1).optional(),
  items: z.record(identifierSchema, decimalSchema).optional(),
  status: z.enum(["ranked", "rejected"]).optional(),
});

const caseObject = z.strictObject({
  format: z.literal("evaluation-case/1"),
  id: text,
  title: text,
  note: text,
  bids: z.array(bidSchema).max(1000),
  ...methodShape,
  marks: marksSchema,
  /** bid → members who do not judge it: they have no sheet for it, and their absence is no gap. */
  recused: z.record(identifierSchema, z.array(identifierSchema).min(1).max(99)).optional(),
  expected: z.record(identifierSchema, expectedSchema).optional(),
});

/** One evaluation to compute: bids, a method and the members' marks. */
export const caseSchema = caseObject.superRefine((evaluation, context) => {
  const { items, marks } = evaluation;
  for (const fault of caseFaults(evaluation, rowsOf(items, marks), strayMarks(items, marks))) {
    context.addIssue({ code: "custom", path: [...fault.path], message: fault.message });
  }
});
export type EvaluationCase = z.infer<typeof caseObject>;

/** All of a case but its marks, each field for itself; `caseFaults` says whether it holds together. */
export const caseRulesSchema = caseObject.omit({ marks: true });
export type CaseRules = z.infer<typeof caseRulesSchema>;

/** A case whose marks lie by position, ready to be computed. */
export type LaidOutCase = CaseRules & { readonly rows: MarkRows };

export const layOut = ({ marks, ...rules }: EvaluationCase): LaidOutCase => ({
  ...rules,
  rows: rowsOf(rules.items, marks),
});
