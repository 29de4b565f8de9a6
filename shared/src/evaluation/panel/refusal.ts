import { refuse, type Refusal } from "../../contracts/refusal.ts";
import type { DrawRefusal } from "../../draw/index.ts";

/** Why nothing can be drawn, with the nearest rule that would have to give way. */
export function asRefusal({ code, relaxations }: DrawRefusal): Refusal {
  const first = relaxations?.[0];
  return first === undefined
    ? refuse("conflict", code)
    : refuse("conflict", code, {
        rule: first.rule,
        name: first.name,
        from: first.from,
        to: first.to,
      });
}
