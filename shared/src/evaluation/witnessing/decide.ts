import type { CommandOf, CommandType } from "../../contracts/commands/index.ts";
import type { EvaluationEvent, EventOf } from "../../contracts/events/index.ts";
import { witnessSeatSchema, type WitnessSeat } from "../../contracts/gates.ts";
import { refuse, type Refusal } from "../../contracts/refusal.ts";
import { drawPartySchema, partyKeyName } from "../../draw/index.ts";
import { waitsForGates } from "../../law/permissions.ts";
import { isWitnessKey } from "../ceremony/party-key.ts";
import { accept, deny, reject, type Context, type Decision } from "../decision.ts";
import { isPresent } from "../room/state.ts";
import type { Evaluation } from "../state.ts";
import { withCosignature } from "./evolve.ts";
import { readHead } from "./head.ts";
import { awaitedAt, openGates, type GateState } from "./state.ts";

/** Why a step has to wait for the gate before it; undefined when it does not. */
export function heldByGate(state: Evaluation, command: CommandType): Refusal | undefined {
  if (!waitsForGates(command)) return undefined;
  const [gate] = openGates(state.witnessing);
  return gate === undefined
    ? undefined
    : refuse("conflict", waitingCode(gate), { gate: gate.gate });
}

/** A witness, or the substitute that the tender names, cosigns a head that holds the events of open gates. */
export function cosignHead(
  state: Evaluation,
  { note, instead, reason }: CommandOf<"cosignHead">,
  { actor }: Context,
): Decision {
  const open = openGates(state.witnessing);
  if (open.length === 0) return deny("conflict", "witness.no-gate-open");
  const seat = instead === undefined ? witnessSeatSchema.safeParse(actor.role).data : instead;
  if (seat === undefined) return deny("forbidden", "witness.no-substitute");
  const refused = instead === undefined ? undefined : cannotStandIn(state, instead, reason, actor);
  if (refused !== undefined) return reject(refused);
  const head = readHead(state, note);
  if ("code" in head) return reject(head);
  const { size } = head;
  const due = open.filter((gate) => gate.size <= size);
  const [first] = open;
  if (size > state.size || due.length === 0) {
    return deny("conflict", "witness.head-too-small", { size: first?.size ?? 0 });
  }
  const awaiting = due.filter((gate) => awaitedAt(gate).includes(seat));
  if (awaiting.length === 0) return deny("conflict", "witness.cosigned-already");
  const party = drawPartySchema.parse(actor.role);
  const passed = awaiting.filter(
    (gate) => awaitedAt(withCosignature(gate, seat, { party, size, at: 0 })).length === 0,
  );
  return accept(
    {
      type: "HeadCosigned",
      party,
      seat,
      size,
      note,
      ...(reason === undefined ? {} : { reason }),
    },
    ...passed.map(({ gate, size: held }): EvaluationEvent => {
      return { type: "GatePassed", gate, size: held };
    }),
  );
}

/** Another key for the gates; the draw's own stay what they were, and what was cosigned before stays cosigned. */
export function renewKey(
  state: Evaluation,
  { vkey }: CommandOf<"renewKey">,
  { actor }: Context,
): Decision {
  if (state.tender.witnessing === undefined) return deny("conflict", "witness.not-asked");
  if (state.panel.ceremony.sealed === undefined) return deny("conflict", "draw.not-sealed");
  if (actor.proof === undefined) return deny("invalid", "identity.proof-needed");
  const party = drawPartySchema.parse(actor.role);
  if (!isWitnessKey(partyKeyName(party, state.id), vkey)) {
    return deny("invalid", "draw.bad-party-key");
  }
  return keyOf(state, party) === vkey
    ? deny("conflict", "witness.same-key")
    : accept({ type: "KeyRenewed", party, vkey });
}

/** Two heads that contradict one another go on record; whether they do is for whoever reads both to see. */
export function reportFork(
  state: Evaluation,
  { kind, kept, shown, outside }: CommandOf<"reportFork">,
  { actor }: Context,
): Decision {
  const reporter = reporterOf(state, outside, actor);
  if (reporter === undefined) return deny("forbidden", "witness.not-named");
  for (const note of [kept, shown]) {
    const head = readHead(state, note);
    if ("code" in head) return reject(head);
  }
  const { forks } = state.witnessing;
  if (kept === shown || forks.some((fork) => fork.kept === kept && fork.shown === shown)) {
    return deny("conflict", "witness.fork-known");
  }
  return accept({ type: "ForkReported", ...reporter, kind, kept, shown });
}

/** A party for itself, or the server for an outside body that the tender names. */
function reporterOf(
  { tender }: Evaluation,
  outside: string | undefined,
  { role }: Context["actor"],
): Pick<EventOf<"ForkReported">, "party" | "body"> | undefined {
  const party = drawPartySchema.safeParse(role);
  if (party.success) return outside === undefined ? { party: party.data } : undefined;
  const named = tender.witnessing?.outside.find(({ vkey }) => vkey === outside);
  return named && { party: "outside", body: named.name };
}

/** The key with which a party cosigns heads now, in C2SP form. */
export function keyOf(
  { witnessing, panel }: Evaluation,
  party: keyof Evaluation["witnessing"]["renewed"],
): string | undefined {
  return witnessing.renewed[party] ?? panel.ceremony.keys[party];
}

/**
 * A substitute is named by the tender, stands in for one who is not in the room, says why, and never for both: at every
 * gate one of the two has to cosign in person.
 */
function cannotStandIn(
  state: Evaluation,
  seat: WitnessSeat,
  reason: string | undefined,
  { role }: Context["actor"],
): Refusal | undefined {
  if (role !== state.tender.witnessing?.substitute) {
    return refuse("forbidden", "witness.no-substitute");
  }
  if (reason === undefined) return refuse("invalid", "witness.reason-needed");
  if (isPresent(state.room, state.tender.offices[seat])) {
    return refuse("conflict", "witness.is-present");
  }
  const both = openGates(state.witnessing).some(({ cosigned }) =>
    Object.values(cosigned).some(({ party }) => party === role),
  );
  return both ? refuse("conflict", "witness.one-in-person") : undefined;
}

function waitingCode(gate: GateState): string {
  const awaited = awaitedAt(gate);
  if (awaited.length > 1) return "witness.awaits-both";
  return awaited[0] === "supervisor" ? "witness.awaits-supervisor" : "witness.awaits-witness";
}
