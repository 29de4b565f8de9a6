import { z } from "zod";
import { evaluationViewSchema, type EvaluationView } from "./view.ts";

const { talk, notices } = evaluationViewSchema.shape;

/** Lists to which something is only ever added, and that grow long. */
const growingSchema = z.strictObject({ talk, notices }).partial();
export type Growing = z.infer<typeof growingSchema>;

/**
 * What a viewer's view says now that it did not say before, part by part; a part is a field of the whole view. Nothing that
 * is as it was is sent again.
 */
export const viewChangeSchema = z.strictObject({
  /** Grows by one with every change to this seat; a gap means that one was missed. */
  version: z.int(),
  /** Parts that are new, or otherwise. */
  set: evaluationViewSchema.partial().optional(),
  /** What stands at the end of lists that only became longer. */
  grown: growingSchema.optional(),
  /** Parts that are not there any more. */
  gone: z.array(evaluationViewSchema.keyof()).optional(),
});
export type ViewChange = z.infer<typeof viewChangeSchema>;

/** The view after a change; undefined when the change leads to none. */
export function changedView(
  view: EvaluationView,
  { set, grown, gone = [] }: ViewChange,
): EvaluationView | undefined {
  const whole = {
    ...view,
    ...set,
    ...(grown?.talk === undefined ? {} : { talk: [...view.talk, ...grown.talk] }),
    ...(grown?.notices === undefined ? {} : { notices: [...view.notices, ...grown.notices] }),
  };
  const names = new Set<string>(gone);
  const left = Object.entries(whole).filter(([name]) => !names.has(name));
  return evaluationViewSchema.safeParse(Object.fromEntries(left)).data;
}
