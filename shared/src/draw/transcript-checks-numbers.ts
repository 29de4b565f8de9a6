import { fromHex } from "../tlog/encoding.ts";
import { drawNumbers, rankNumbers, type NumberSet } from "./number-sets.ts";
import { isDrawRefusal } from "./refusal.ts";
import { keyedStream } from "./stream.ts";
import type { Transcript } from "./transcript.ts";
import { fail, pass, type Verdict } from "./transcript-check.ts";
import type { ReplayedRound } from "./transcript-replay.ts";

/**
 * Check 13: the numbers drawn beside members are what each round's stream gives after the panel's, every set once, in
 * the round for which it was stated. Whether those that wait for the bids were drawn at all, only the log can tell.
 */
export function checkNumberSets({ spec }: Transcript, rounds: readonly ReplayedRound[]): Verdict {
  const stated = spec.numbers ?? [];
  const withPanel = stated.filter(({ due }) => due === "panel");
  const afterBids = stated.filter(({ due }) => due === "bids");
  const given: string[] = [];
  let isDrawnAfterBids = false;
  for (const [index, round] of rounds.entries()) {
    const { t, numbers } = round.stated;
    const isPanel = index === 0 && spec.keep === undefined;
    const fillsSeats = !isDrawRefusal(round.draw) && round.draw.problem.quotas.length > 0;
    const due = isPanel ? withPanel : fillsSeats || isDrawnAfterBids ? [] : afterBids;
    if (numbers === undefined) {
      if (due.length > 0) return fail(`round ${t}: ${namesOf(due)} were not drawn`);
      continue;
    }
    if (due.length === 0) return fail(`round ${t}: no numbers were to be drawn`);
    const fault = numbersFault(round, due);
    if (fault !== undefined) return fail(`round ${t}: ${fault}`);
    isDrawnAfterBids ||= !isPanel;
    given.push(...numbers.drawn.map(({ name, values }) => `${name} = ${values.join(", ")}`));
  }
  return pass(given.length === 0 ? "no numbers were drawn" : given.join("; "));
}

function numbersFault(
  { stated, draw }: ReplayedRound,
  due: readonly NumberSet[],
): string | undefined {
  if (isDrawRefusal(draw)) return draw.detail;
  if (draw.N === 0n) return "there is no valid panel";
  const stream = keyedStream(fromHex(stated.key));
  // The panel's own number comes first, after those that were rejected.
  for (let read = 0; read <= stated.rejected.length; read += 1) stream.uniform(draw.N);
  const { N, U, drawn } = drawNumbers(due, stream);
  const { numbers } = stated;
  if (numbers?.N !== N) return `${N} ways to draw ${namesOf(due)}, ${numbers?.N} are stated`;
  if (numbers.U !== U) return `the stream gives way ${U}, not ${numbers.U}`;
  if (textOf(numbers.drawn) !== textOf(drawn)) return `way ${U} is ${textOf(drawn)}`;
  return String(rankNumbers(due, numbers.drawn)) === U ? undefined : "their way is another one";
}

function namesOf(sets: readonly NumberSet[]): string {
  return sets.map(({ name }) => name).join(", ");
}

function textOf(drawn: NonNullable<ReplayedRound["stated"]["numbers"]>["drawn"]): string {
  return drawn.map(({ name, values }) => `${name}=${values.join(",")}`).join(" ");
}
