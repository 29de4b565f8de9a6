import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";

/** Whether the draw is what the room waits for: in its own stage, and whenever a seat is vacant. */
export function isDrawing({ stage, ceremony }: EvaluationView): boolean {
  return stage === "draw" || (ceremony?.vacancies ?? 0) > 0;
}
