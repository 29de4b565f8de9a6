import type { EvaluationEvent, EventOf } from "../../contracts/events/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import type { Refusal } from "../../contracts/refusal.ts";
import { refuse } from "../../contracts/refusal.ts";
import {
  drawPanel,
  drawParties,
  isDrawRefusal,
  redraw,
  roundKey,
  rulesOf,
  withEqualities,
  type DrawParty,
  type RedrawRequest,
} from "../../draw/index.ts";
import { fromHex, hex } from "../../tlog/index.ts";
import { asRefusal } from "../panel/refusal.ts";
import { codeOf, representativeSeat, sitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import { freezeHash } from "./freeze.ts";
import { numbersDrawn } from "./numbers.ts";
import { dueRound, type SealedDraw } from "./state.ts";

type Reveals = Readonly<Partial<Record<DrawParty, string>>>;

/** What the round that is under way draws, now that every party has revealed. */
export function drawnWith(
  state: Evaluation,
  sealed: SealedDraw,
  reveals: Reveals,
): readonly [EvaluationEvent, ...EvaluationEvent[]] | Refusal {
  const key = roundKey({
    drawId: sealed.drawId,
    freezeHash: freezeHash(sealed),
    round: sealed.rounds.length,
    reveals: drawParties.map((party) => fromHex(reveals[party] ?? "")),
    beacon: new Uint8Array(),
  });
  switch (dueRound(state.panel.ceremony)) {
    case "panel":
      return wholePanel(state, sealed, key);
    case "substitutes":
      return substitutes(state, sealed, key);
    case "numbers":
    case undefined: {
      const [numbers] = numbersDrawn(sealed, "bids", key, { N: "1", rejected: [] });
      return numbers === undefined ? refuse("conflict", "draw.already-drawn") : [numbers];
    }
  }
}

/** The panel; the owner's representatives take their seats after the drawn members. */
function wholePanel(
  { tender, panel }: Evaluation,
  sealed: SealedDraw,
  key: Uint8Array,
): readonly [EvaluationEvent, ...EvaluationEvent[]] | Refusal {
  const { ownerRepresentatives } = tender.panel;
  const { equalities, law } = sealed.spec;
  const spec = withEqualities(rulesOf(sealed.spec), equalities);
  const result = drawPanel({ spec, pool: panel.pool, law }, key);
  if (isDrawRefusal(result)) return asRefusal(result);
  const seats = [
    ...result.panel.map(({ seat, ref }) => ({ seat, person: ref })),
    ...ownerRepresentatives.map((person) => ({ seat: representativeSeat, person })),
  ];
  const drawn: EvaluationEvent = {
    type: "PanelDrawn",
    key: hex(key),
    N: result.N,
    U: result.U,
    rejected: [...result.rejected],
    panel: seats.map((seat, index) => ({ ...seat, code: codeOf(index) })),
  };
  return [drawn, ...numbersDrawn(sealed, "panel", key, result)];
}

/** Substitutes for every seat that was vacant when the round began; the others keep their seats. */
function substitutes(
  state: Evaluation,
  sealed: SealedDraw,
  key: Uint8Array,
): readonly [EvaluationEvent, ...EvaluationEvent[]] | Refusal {
  const { panel } = state;
  const result = redraw(substitution(state, sealed), key);
  if (isDrawRefusal(result)) return asRefusal(result);
  const drawn = [...result.panel];
  const seats: EventOf<"SubstitutesDrawn">["substitutes"] = [];
  for (const { member, seat } of panel.ceremony.vacancies) {
    const index = drawn.findIndex((candidate) => candidate.seat === seat);
    const [found] = index < 0 ? [] : drawn.splice(index, 1);
    if (found === undefined) return refuse("conflict", "draw.no-valid-panel");
    const code = codeOf(panel.members.length + seats.length);
    seats.push({ out: member, person: found.ref, seat, code });
  }
  return [
    {
      type: "SubstitutesDrawn",
      round: sealed.rounds.length,
      key: hex(key),
      N: result.N,
      U: result.U,
      rejected: [...result.rejected],
      substitutes: seats,
    },
  ];
}

/** The draw of the round that is under way: who fell out after it began still counts as seated. */
function substitution(state: Evaluation, sealed: SealedDraw): RedrawRequest {
  const { panel } = state;
  const { vacancies, later } = panel.ceremony;
  const gone = sealed.rounds.flatMap((round) => round.vacancies);
  return keeping(
    state,
    sealed,
    [...sitting(panel), ...later.map(({ member, seat }) => ({ person: member, seat }))],
    [...gone, ...vacancies].map(({ member }) => member),
  );
}

/** The draw that would fill every vacant seat, and the one of `out`, if everyone else stays. */
export function substitutionWithout(
  state: Evaluation,
  sealed: SealedDraw,
  out: PersonRef,
): RedrawRequest {
  const { panel } = state;
  const gone = panel.members.filter(({ status }) => status === "out");
  return keeping(
    state,
    sealed,
    sitting(panel).filter(({ person }) => person !== out),
    [...gone.map(({ person }) => person), out],
  );
}

/** A draw by the sealed rules in which `seated` keep their seats, representatives aside. */
function keeping(
  { panel }: Evaluation,
  { spec }: SealedDraw,
  seated: readonly Readonly<{ person: PersonRef; seat: string }>[],
  exclude: readonly PersonRef[],
): RedrawRequest {
  const keep = seated
    .filter(({ seat }) => seat !== representativeSeat)
    .map(({ seat, person }) => ({ seat, ref: person }));
  return { spec: rulesOf(spec), law: spec.law, pool: panel.pool, keep, exclude };
}
