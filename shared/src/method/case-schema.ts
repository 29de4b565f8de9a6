import { z } from "zod";
import { bidSchema } from "./bid.ts";
import { caseFaults } from "./case-faults.ts";
import { decimalSchema } from "./decimal.ts";
import { identifierSchema } from "./identifier.ts";
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
  expected: z.record(identifierSchema, expectedSchema).optional(),
});

/** One evaluation to compute: bids, a method and the members' marks. */
export const caseSchema = caseObject.superRefine((evaluation, context) => {
  for (const fault of caseFaults(evaluation)) {
    context.addIssue({ code: "custom", path: [...fault.path], message: fault.message });
  }
});
export type EvaluationCase = z.infer<typeof caseObject>;
