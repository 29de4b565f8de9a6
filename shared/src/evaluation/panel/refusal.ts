import { refuse, type Refusal } from "../../contracts/refusal.ts";
import type { DrawRefusal } from "../../draw/index.ts";

/** Why nothing can be drawn: what is short, and the nearest rule that would have to give way. */
export function asRefusal({ code, relaxations, shortage }: DrawRefusal): Refusal {
  const [first] = relaxations ?? [];
  if (first === undefined && shortage === undefined) return refuse("conflict", code);
  return refuse("conflict", code, { ...shortage, ...first });
}
