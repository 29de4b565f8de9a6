import { fromHex } from "../tlog/encoding.ts";
import { canonicalize } from "../tlog/canonical-json.ts";
import { rulesOf } from "./ceremony-spec.ts";
import { panelAt, seatsOf, sharesEmployer } from "./draw.ts";
import type { CountedDraw } from "./prepare.ts";
import { rankPanel } from "./rank.ts";
import { isDrawRefusal } from "./refusal.ts";
import { keyedStream } from "./stream.ts";
import type { PanelSeat, PoolEntry } from "./spec.ts";
import { statedChances } from "./stated-chances.ts";
import { missedTarget } from "./stated-targets.ts";
import type { Transcript, TranscriptRound } from "./transcript.ts";
import { allOf, fail, pass, type Verdict } from "./transcript-check.ts";
import type { ReplayedRound } from "./transcript-replay.ts";

/** Runs a check on every round that can be counted; a round that cannot be counted fails it. */
function onEachRound(
  rounds: readonly ReplayedRound[],
  check: (stated: TranscriptRound, draw: CountedDraw) => Verdict,
): Verdict {
  return allOf(
    rounds.map(({ stated, draw }) => {
      if (isDrawRefusal(draw)) return fail(`round ${stated.t}: ${draw.detail}`);
      const verdict = check(stated, draw);
      return { ...verdict, detail: `round ${stated.t}: ${verdict.detail}` };
    }),
  );
}

/** Check 6: N is the number, or weight, of the panels that the rules permit. */
export function checkCounts(rounds: readonly ReplayedRound[]): Verdict {
  return onEachRound(rounds, ({ N }, draw) =>
    String(draw.N) === N ? pass(`N = ${N}`) : fail(`${draw.N} panels, ${N} are stated`),
  );
}

/** Check 7: U and the rejected numbers are what the key's stream gives, in order. */
export function checkNumbers(rounds: readonly ReplayedRound[]): Verdict {
  return onEachRound(rounds, ({ key, U, rejected }, draw) => {
    if (draw.N === 0n) return fail("there is no valid panel");
    const stream = keyedStream(fromHex(key));
    for (const stated of rejected) {
      const found = stream.uniform(draw.N);
      if (String(found) !== stated) return fail(`the stream gives ${found}, not ${stated}`);
      if (!sharesEmployer(panelAt(draw, found))) return fail(`${stated} was rejected wrongly`);
    }
    const found = stream.uniform(draw.N);
    if (sharesEmployer(panelAt(draw, found))) return fail(`${found} had to be rejected`);
    return String(found) === U ? pass(`U = ${U}`) : fail(`the stream gives ${found}, not ${U}`);
  });
}

/** Check 8: panel number U is the stated panel, and the stated panel's number leads back to it. */
export function checkPanels(rounds: readonly ReplayedRound[]): Verdict {
  return onEachRound(rounds, ({ U, panel }, draw) => {
    const index = BigInt(U);
    if (index >= draw.N) return fail(`there is no panel number ${U}`);
    const found = seatsOf(draw.problem, panelAt(draw, index));
    if (textOf(found) !== textOf(panel)) return fail(`panel number ${U} is ${textOf(found)}`);
    const rank = rankPanel(draw, panel);
    // Weights give a panel many numbers; its first one must name it too.
    const isInverse =
      rank !== null &&
      (draw.problem.weighted
        ? textOf(seatsOf(draw.problem, panelAt(draw, rank))) === textOf(panel)
        : rank === index);
    return isInverse ? pass(textOf(panel)) : fail(`the panel's number is ${rank}, not ${U}`);
  });
}

/**
 * Check 10: the count and chances stated before the reveals are those of the sealed pool, and under the equal law
 * everybody's exact chance is what it was meant to be.
 */
export function checkChances(
  { chances, spec }: Transcript,
  pool: readonly PoolEntry[],
  rounds: readonly ReplayedRound[],
): Verdict {
  const draw = rounds[0]?.draw;
  if (draw === undefined || isDrawRefusal(draw)) return fail("the first round cannot be counted");
  if (chances.N !== String(draw.N)) return fail(`${draw.N} panels, ${chances.N} were stated`);
  if (spec.keep !== undefined && spec.law !== "uniform")
    return fail("vacant seats are drawn by the uniform law alone");
  const request = { spec: rulesOf(spec), pool, law: spec.law };
  const found = statedChances(request, spec.equalities, draw);
  if (isDrawRefusal(found)) return fail(found.detail);
  for (const part of ["panels", "ranges", "targets"] as const) {
    const due = canonicalize(found[part] ?? null);
    if (due !== canonicalize(chances[part] ?? null))
      return fail(`${part}: ${due.slice(0, 500)} is due`);
  }
  const missed = found.targets === undefined ? null : missedTarget(draw, found.targets);
  return missed === null
    ? pass(`${found.ranges.length} ranges of chances`)
    : fail(`the chance of ${missed.ref} is ${missed.chance}, not ${missed.target}`);
}

function textOf(panel: readonly PanelSeat[]): string {
  return panel.map(({ seat, ref }) => `${seat}:${ref}`).join(" ");
}
