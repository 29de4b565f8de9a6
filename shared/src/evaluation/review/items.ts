import type { Bilingual } from "../../law/profile.ts";
import type { Evaluation } from "../state.ts";

export type ReviewItem = Readonly<{ id: string; name: Bilingual }>;

/** What the preliminary review decides: the profile's items, then the method's pass-fail items. */
export function reviewItemsOf(state: Evaluation): readonly ReviewItem[] {
  const own = state.tender.method.items
    .filter((item) => item.kind === "pass-fail")
    .map((item) => ({ id: item.id, name: { zh: item.id, en: item.id } }));
  return [...state.profile.reviewItems, ...own];
}
