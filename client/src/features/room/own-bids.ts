import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";

/** Bids that the viewer may not judge: they are recused from them. */
export function recusedFrom(view: EvaluationView): readonly string[] {
  const own = view.members.find(({ person }) => person === view.me.person);
  return view.me.role === "expert" ? (own?.recusedFrom ?? []) : [];
}
