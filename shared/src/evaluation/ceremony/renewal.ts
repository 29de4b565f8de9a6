import { revealWithin } from "./spec.ts";
import { isBlocked, phaseOf, type CeremonyState } from "./state.ts";

/**
 * When a draw that has seated members may be given up, so that its vacant seats get a draw of their own: at once where no
 * round of it could fill them, else when a party has kept the others waiting for as long as a reveal may take. Undefined
 * while nothing is due from it.
 */
export function renewalDue(ceremony: CeremonyState): number | undefined {
  const { sealed, vacancies } = ceremony;
  if (sealed === undefined || sealed.rounds.length === 0 || phaseOf(ceremony) !== "reveal") {
    return undefined;
  }
  const since = Math.max(...vacancies.map(({ at }) => at));
  return isBlocked(ceremony) ? since : since + revealWithin;
}
