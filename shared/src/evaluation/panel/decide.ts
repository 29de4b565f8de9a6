import type { CommandOf } from "../../contracts/commands/index.ts";
import type { ReplacementReason } from "../../contracts/commands/panel.ts";
import type { EvaluationEvent } from "../../contracts/events/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import { refuse, type Refusal } from "../../contracts/refusal.ts";
import { drawPanel, isDrawRefusal, redraw, type DrawRefusal } from "../../draw/index.ts";
import { hashOf } from "../../seal/commitment.ts";
import { fromHex } from "../../tlog/index.ts";
import { accept, deny, reject, type Context, type Decision } from "../decision.ts";
import type { Evaluation } from "../state.ts";
import { codeOf, findSitting, representativeSeat, sitting } from "./state.ts";

/** Draws the panel; the owner's representatives take their seats after the drawn members. */
export function draw(
  state: Evaluation,
  command: CommandOf<"drawPanel">,
  { entropy }: Context,
): Decision {
  if (state.panel.drawn !== undefined) return deny("conflict", "draw.already-drawn");
  if (entropy === undefined) return deny("internal", "draw.no-entropy");
  const { panel, offices } = state.tender;
  const officers = new Set([...Object.values(offices), ...panel.ownerRepresentatives]);
  if (command.pool.some((entry) => officers.has(entry.ref))) {
    return deny("invalid", "draw.officer-in-pool");
  }
  const result = drawPanel(
    { spec: panel.draw, pool: command.pool, law: panel.law },
    fromHex(entropy),
  );
  if (isDrawRefusal(result)) return reject(asRefusal(result));
  const seats = [
    ...result.panel.map(({ seat, ref }) => ({ seat, person: ref })),
    ...panel.ownerRepresentatives.map((person) => ({ seat: representativeSeat, person })),
  ];
  return accept({
    type: "PanelDrawn",
    N: result.N,
    U: result.U,
    rejected: [...result.rejected],
    poolHash: hashOf(command.pool),
    poolSize: command.pool.length,
    panel: seats.map((seat, index) => ({ ...seat, code: codeOf(index) })),
  });
}

/** The host puts a member out for one of the profile's reasons. */
export function replaceMember(
  state: Evaluation,
  command: CommandOf<"replaceMember">,
  { entropy }: Context,
): Decision {
  const { reasons } = state.profile.replacement;
  if (!reasons.value.includes(command.reason)) {
    return deny("invalid", "draw.reason-not-lawful", { article: reasons.article });
  }
  if (command.reason === "absence" && state.stage !== "check-in" && state.stage !== "draw") {
    return deny("conflict", "draw.absence-too-late");
  }
  const event = substitute(state, command.member, command.reason, command.explanation, entropy);
  return "category" in event ? reject(event) : accept(event);
}

/**
 * 补抽: the seat's substitute, drawn from the same pool with fresh chance. Everyone who ever sat, or was put out, is
 * left aside; the other members keep their seats.
 */
export function substitute(
  state: Evaluation,
  out: PersonRef,
  reason: ReplacementReason,
  explanation: string,
  entropy: string | undefined,
): EvaluationEvent | Refusal {
  const leaving = findSitting(state.panel, out);
  if (leaving === undefined) return refuse("invalid", "draw.not-a-member");
  if (leaving.seat === representativeSeat) return refuse("conflict", "draw.representative");
  if (entropy === undefined) return refuse("internal", "draw.no-entropy");
  const { draw: spec, law } = state.tender.panel;
  const keep = sitting(state.panel)
    .filter((member) => member.person !== out && member.seat !== representativeSeat)
    .map((member) => ({ seat: member.seat, ref: member.person }));
  const gone = state.panel.members
    .filter((member) => member.status === "out")
    .map((member) => member.person);
  const result = redraw(
    { spec, pool: state.panel.pool, law, keep, exclude: [...gone, out] },
    fromHex(entropy),
  );
  if (isDrawRefusal(result)) return asRefusal(result);
  const [seat] = result.panel;
  if (seat === undefined) return refuse("conflict", "draw.no-valid-panel");
  return {
    type: "MemberReplaced",
    out,
    reason,
    explanation,
    N: result.N,
    U: result.U,
    rejected: [...result.rejected],
    substitute: { person: seat.ref, seat: seat.seat, code: codeOf(state.panel.members.length) },
  };
}

function asRefusal({ code, relaxations }: DrawRefusal): Refusal {
  const first = relaxations?.[0];
  return first === undefined
    ? refuse("conflict", code)
    : refuse("conflict", code, {
        rule: first.rule,
        name: first.name,
        from: first.from,
        to: first.to,
      });
}
