import type { Profile } from "../profile.ts";

/** The three questions of every preliminary review (初步评审): form, qualification, responsiveness. */
export const reviewItems: Profile["reviewItems"] = [
  { id: "formal", name: { zh: "形式评审", en: "Formal" } },
  { id: "qualification", name: { zh: "资格评审", en: "Qualification" } },
  { id: "responsiveness", name: { zh: "响应性评审", en: "Responsiveness" } },
];
