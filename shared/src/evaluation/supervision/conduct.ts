import type { CommandOf } from "../../contracts/commands/index.ts";
import type { ConductKind } from "../../contracts/commands/conduct.ts";
import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant, PersonRef } from "../../contracts/ids.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { findSitting } from "../panel/state.ts";
import { belongs } from "../room/decide.ts";
import type { Evaluation } from "../state.ts";

/** What is counted until the supervisor settles it. */
export type Counted = "window-left" | "copied" | "pasted" | "printed" | "refusals";
export const countedKinds: readonly Counted[] = [
  "window-left",
  "copied",
  "pasted",
  "printed",
  "refusals",
];

/** One person's conduct, as far as a page and the room's refusals can tell. */
export type Conduct = Readonly<{
  /** Since when another window has been in front. */
  away: Instant | undefined;
  counts: Readonly<Partial<Record<Counted, Readonly<{ times: number; last: Instant }>>>>;
  /** When the person's page last reported. */
  reportedAt: Instant | undefined;
}>;
export type ConductState = Readonly<Record<PersonRef, Conduct>>;

const nothingNoted: Conduct = { away: undefined, counts: {}, reportedAt: undefined };

/** A page sums up and waits; one that does not is asked to. In milliseconds. */
export const conductPause = 1000;

export function reportConduct(
  state: Evaluation,
  { acts }: CommandOf<"reportConduct">,
  { actor, at }: Context,
): Decision {
  const { person, role } = actor;
  if (role === "expert" && findSitting(state.panel, person)?.status !== "admitted") {
    return deny("conflict", "checkin.not-admitted");
  }
  const last = state.supervision.conduct[person]?.reportedAt;
  return last !== undefined && at - last < conductPause
    ? deny("limited", "message.too-many")
    : accept({ type: "ConductNoted", person, acts });
}

export function conductNoted(
  conduct: ConductState,
  { person, acts }: EventOf<"ConductNoted">,
  at: Instant,
): ConductState {
  const before = conduct[person] ?? nothingNoted;
  const after = acts.reduce((sum, { kind, times }) => withAct(sum, kind, times, at), before);
  return { ...conduct, [person]: { ...after, reportedAt: at } };
}

/** What the server's doors refused of a person's program, which it has summed up. */
export function noteMisuse(
  state: Evaluation,
  { person, misuse, times }: CommandOf<"noteMisuse">,
): Decision {
  return belongs(state, person)
    ? accept({ type: "MisuseNoted", person, misuse, times })
    : deny("invalid", "room.not-yours");
}

/** The person tried so often what they may not do. */
export function refusalNoted(
  conduct: ConductState,
  person: PersonRef,
  at: Instant,
  times = 1,
): ConductState {
  return { ...conduct, [person]: counting(conduct[person] ?? nothingNoted, "refusals", times, at) };
}

export function settled(
  conduct: ConductState,
  { person, kind }: EventOf<"AlarmSettled">,
): ConductState {
  const before = conduct[person];
  if (before === undefined) return conduct;
  const counts = Object.fromEntries(
    Object.entries(before.counts).filter(([counted]) => counted !== kind),
  );
  return { ...conduct, [person]: { ...before, counts } };
}

function withAct(before: Conduct, kind: ConductKind, times: number, at: Instant): Conduct {
  switch (kind) {
    case "window-left":
      return { ...counting(before, kind, times, at), away: before.away ?? at };
    case "window-back":
      return { ...before, away: undefined };
    case "copied":
    case "pasted":
    case "printed":
      return counting(before, kind, times, at);
  }
}

function counting(before: Conduct, kind: Counted, times: number, at: Instant): Conduct {
  const counted = { times: (before.counts[kind]?.times ?? 0) + times, last: at };
  return { ...before, counts: { ...before.counts, [kind]: counted } };
}
