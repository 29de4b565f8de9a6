import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";

/** Whether the draw is what the room waits for: in its own stage, when a seat is vacant, when coefficients are due. */
export function isDrawing({ stage, ceremony, numbers }: EvaluationView): boolean {
  return stage === "draw" || (ceremony?.vacancies ?? 0) > 0 || numbers?.isDue === true;
}
