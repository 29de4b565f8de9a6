import type { PoolExclusion } from "../../contracts/commands/ceremony.ts";
import type { CeremonyView } from "../../contracts/view.ts";
import { drawParties } from "../../draw/index.ts";
import type { Viewer } from "../knowledge.ts";
import type { Evaluation } from "../state.ts";
import { frozenNote } from "./freeze.ts";
import { renewalDue } from "./renewal.ts";
import { awaited, dueRound, isBlocked, phaseOf, type CeremonyState } from "./state.ts";

/** How far the draw has come, for the agency that asks for it and those who hold or watch it. Members see none of it. */
export function ceremonyView(
  { panel, stage }: Evaluation,
  { role }: Viewer,
): { ceremony?: CeremonyView } {
  if (role === "expert" || role === "system") return {};
  const { ceremony } = panel;
  const hasDrawn = (ceremony.sealed?.rounds.length ?? 0) > 0;
  // The agency asks for the draw; what happens to the panel afterwards is not for it to follow.
  if (role === "agency" && stage !== "draw" && hasDrawn) return {};
  const { sealed, keys, voided, vacancies, later, sealedSize } = ceremony;
  const note = sealed === undefined ? undefined : frozenNote(sealed);
  return {
    ceremony: {
      phase: phaseOf(ceremony),
      awaited: [...awaited(ceremony)],
      round: sealed?.rounds.length ?? 0,
      vacancies: vacancies.length + later.length,
      ...dueOf(ceremony),
      ...(isBlocked(ceremony) ? { blocked: true as const } : {}),
      ...renewableFrom(ceremony),
      freezeFrom: sealedSize,
      ...(note === undefined ? {} : { frozenNote: note }),
      ...(sealed === undefined
        ? {}
        : {
            sealed: {
              drawId: sealed.drawId,
              spec: sealed.spec,
              N: sealed.chances.N,
              panels: sealed.chances.panels,
              ranges: sealed.chances.ranges,
              ...(sealed.chances.targets === undefined
                ? {}
                : { fairness: sealed.chances.targets.kind }),
              excluded: excludedByRule(panel.exclusions),
            },
          }),
      parties: drawParties.map((party) => ({
        party,
        key: keys[party] !== undefined,
        committed: sealed?.commits[party] !== undefined,
        frozen: sealed?.cosigned[party] !== undefined,
        revealed: sealed?.reveals[party] !== undefined,
      })),
      voided: voided.map(({ drawNo, missing, reason }) => ({ drawNo, missing, reason })),
    },
  };
}

function dueOf(ceremony: CeremonyState): Pick<CeremonyView, "due"> {
  const due = dueRound(ceremony);
  return due === undefined ? {} : { due };
}

/** Numbers only: who was left out is not for the parties to know. */
export function excludedByRule(exclusions: readonly PoolExclusion[]) {
  const experts = new Map<string, number>();
  for (const rule of exclusions.flatMap(({ rules }) => rules)) {
    experts.set(rule, (experts.get(rule) ?? 0) + 1);
  }
  return [...experts].map(([rule, count]) => ({ rule, experts: count }));
}

/** From when on a draw that has seated members may be given up for a new one, by whoever waits. */
function renewableFrom(ceremony: CeremonyState): { renewableFrom?: number } {
  const due = renewalDue(ceremony);
  return due === undefined ? {} : { renewableFrom: due };
}
