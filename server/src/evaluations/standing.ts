import type { Viewer, Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { findSitting } from "@yuanping/shared/evaluation/panel/state.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

const offices = ["agency", "host", "supervisor", "witness"] as const;

/** What a user is in an evaluation, read off its state; undefined for strangers and for members who are out. */
export async function standingOf(
  state: Evaluation,
  userId: string,
  pseudonyms: Pseudonyms,
): Promise<Viewer | undefined> {
  const person = await pseudonyms.refOf(state.id, userId);
  const office = offices.find((candidate) => state.tender.offices[candidate] === person);
  if (office !== undefined) return { person, role: office };
  return findSitting(state.panel, person) === undefined ? undefined : { person, role: "expert" };
}
