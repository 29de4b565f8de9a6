import type { Refusal } from "../../contracts/refusal.ts";
import {
  countDraw,
  explainNoPanel,
  isDrawRefusal,
  prepareDraw,
  type CountedDraw,
  type DrawProblem,
  type DrawRefusal,
} from "../../draw/index.ts";
import { asRefusal } from "./refusal.ts";

/** The valid panels, counted, of which there is at least one; otherwise why there is none. */
export function counted(problem: DrawProblem | DrawRefusal): CountedDraw | Refusal {
  const prepared = isDrawRefusal(problem) ? problem : prepareDraw(problem);
  if (isDrawRefusal(prepared)) return asRefusal(prepared);
  const draw = countDraw(prepared);
  return draw.N === 0n ? asRefusal(explainNoPanel(draw)) : draw;
}
