import { revealWithin } from "./spec.ts";
import { isBlocked, phaseOf, type CeremonyState } from "./state.ts";

/**
 * When a draw that has seated members may be given up, so that what is due gets a draw of its own: at once where no
 * round of it could give it, else when a party has kept the others waiting for as long as a reveal may take. Undefined
 * while nothing is due from it.
 */
export function renewalDue(ceremony: CeremonyState): number | undefined {
  const { sealed, vacancies, numbersDue = 0 } = ceremony;
  if (sealed === undefined || sealed.rounds.length === 0 || phaseOf(ceremony) !== "reveal") {
    return undefined;
  }
  const since = vacancies.length === 0 ? numbersDue : Math.max(...vacancies.map(({ at }) => at));
  return isBlocked(ceremony) ? since : since + revealWithin;
}
