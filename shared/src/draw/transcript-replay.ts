import { rulesOf, type CeremonySpec } from "./ceremony-spec.ts";
import { withEqualities } from "./equalities.ts";
import { countDraw, prepareDraw, type CountedDraw } from "./prepare.ts";
import { problemOf } from "./problem.ts";
import { vacancyProblem } from "./redraw.ts";
import { isDrawRefusal, type DrawRefusal } from "./refusal.ts";
import type { DrawRequest, PanelSeat, PoolEntry } from "./spec.ts";
import type { TranscriptRound } from "./transcript.ts";

/** A stated round beside what the rules and the rounds before it make of it. */
export interface ReplayedRound {
  readonly stated: TranscriptRound;
  /** The panel before this round, without those who left. */
  readonly kept: readonly PanelSeat[];
  /** Everyone on the panel before this round. */
  readonly before: readonly PanelSeat[];
  readonly draw: CountedDraw | DrawRefusal;
}

/** Recounts every round. Who sits is taken as stated; other checks compare it with the numbers. */
export function replayRounds(
  spec: CeremonySpec,
  pool: readonly PoolEntry[],
  rounds: readonly TranscriptRound[],
): readonly ReplayedRound[] {
  const request: DrawRequest = { spec: rulesOf(spec), pool, law: spec.law };
  const first = { ...request, spec: withEqualities(request.spec, spec.equalities) };
  const replayed: ReplayedRound[] = [];
  const exclude: string[] = [];
  let before: readonly PanelSeat[] = spec.keep ?? [];
  for (const stated of rounds) {
    exclude.push(...stated.exclusionsAdded);
    const left = new Set(stated.vacancies.map((vacancy) => vacancy.ref));
    const kept = before.filter((member) => !left.has(member.ref));
    const problem =
      replayed.length === 0 && spec.keep === undefined
        ? problemOf(first)
        : vacancyProblem({ ...request, keep: kept, exclude });
    const prepared = isDrawRefusal(problem) ? problem : prepareDraw(problem);
    const draw = isDrawRefusal(prepared) ? prepared : countDraw(prepared);
    replayed.push({ stated, kept, before, draw });
    before = [...kept, ...stated.panel];
  }
  return replayed;
}
