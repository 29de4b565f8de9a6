import { z } from "zod";

/**
 * Where an evaluation stands. It only moves forward, one step at a time; `terminated` can be entered from any stage
 * before `archived`. Pausing is not a stage: a paused evaluation keeps its place.
 */
export const stageSchema = z.enum([
  "draw",
  "check-in",
  "unsealing",
  "lead-election",
  "preliminary-review",
  "scoring",
  "re-check",
  "signing",
  "signed",
  "archived",
  "terminated",
]);
export type Stage = z.infer<typeof stageSchema>;

/** The stages in the order in which they are passed. */
export const stageOrder = stageSchema.options.filter((stage) => stage !== "terminated");

/** Whether `stage` is passed before `other`; a terminated evaluation stands nowhere in that order. */
export function isEarlier(stage: Stage, other: Stage): boolean {
  const order: readonly Stage[] = stageOrder;
  const place = order.indexOf(stage);
  return place >= 0 && place < order.indexOf(other);
}
