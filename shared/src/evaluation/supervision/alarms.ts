import type { CommandOf } from "../../contracts/commands/index.ts";
import type { AlarmKind } from "../../contracts/commands/supervision.ts";
import type { Instant, PersonRef } from "../../contracts/ids.ts";
import type { Role } from "../../contracts/roles.ts";
import type { Stage } from "../../contracts/stages.ts";
import { accept, deny, type Decision } from "../decision.ts";
import { oncePer } from "../once-per.ts";
import { sitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import { countedKinds, type Counted } from "./conduct.ts";

/** What draws a supervisor's eye to a person. Follows from the events alone, so that it is the same for all who look. */
export type Alarm = Readonly<{
  kind: AlarmKind;
  severity: "care" | "bad";
  person: PersonRef;
  role: Role;
  code?: string;
  since: Instant;
  /** How often, for alarms that count and wait to be settled. */
  times?: number;
}>;

/** One refusal is a slip; from so many on somebody insists. */
export const refusalsTolerated = 3;

const inSession: ReadonlySet<Stage> = new Set<Stage>([
  "check-in",
  "unsealing",
  "lead-election",
  "preliminary-review",
  "scoring",
  "re-check",
  "signing",
]);

type Occupant = Readonly<{ person: PersonRef; role: Role; code?: string }>;

/**
 * Every alarm that stands while people are in session: of seats that should be filled and are not, of members without a
 * picture, of windows left, and of what was counted and not settled. Grave ones first, then the oldest.
 */
export const alarmsOf = oncePer((state: Evaluation): readonly Alarm[] => {
  if (!inSession.has(state.stage)) return [];
  return occupants(state)
    .flatMap((who) => [...standing(state, who), ...counted(state, who)])
    .toSorted((a, b) => rank(a) - rank(b) || a.since - b.since);
});

/** The supervisor has looked into what was counted. What stands by itself goes by itself. */
export function settleAlarm(
  state: Evaluation,
  { kind, person }: CommandOf<"settleAlarm">,
): Decision {
  const alarm = alarmsOf(state).find((each) => each.kind === kind && each.person === person);
  if (alarm === undefined) return deny("conflict", "supervision.no-alarm");
  return alarm.times === undefined
    ? deny("conflict", "supervision.alarm-stands")
    : accept({ type: "AlarmSettled", kind, person });
}

/** The host, and the members who were let in: who has to be in the room. */
function occupants({ tender, panel }: Evaluation): readonly Occupant[] {
  const admitted = sitting(panel).filter(({ status }) => status === "admitted");
  return [
    { person: tender.offices.host, role: "host" },
    ...admitted.map(({ person, code }) => ({ person, role: "expert" as const, code })),
  ];
}

function standing(state: Evaluation, who: Occupant): readonly Alarm[] {
  const seat = state.room.presence[who.person];
  if (seat === undefined) return [];
  if (seat.status !== "present") {
    const severity = seat.status === "left" ? "bad" : "care";
    return [{ ...who, kind: "seat-left", severity, since: seat.since }];
  }
  const alarms: Alarm[] = [];
  if (who.role === "expert") {
    alarms.push(...plain(state, who));
    const camera = state.room.tracks[who.person]?.camera;
    if (camera?.state === "poor") {
      alarms.push({ ...who, kind: "quality-lost", severity: "care", since: camera.since });
    } else if (camera?.state !== "on") {
      const since = Math.max(camera?.since ?? 0, seat.since);
      alarms.push({ ...who, kind: "camera-off", severity: "care", since });
    }
  }
  const away = state.supervision.conduct[who.person]?.away;
  if (away !== undefined) {
    alarms.push({ ...who, kind: "window-away", severity: "care", since: away });
  }
  return alarms;
}

/** Somebody tried to show a face, or to be heard, without the disguise that this evaluation asks for. */
function plain(state: Evaluation, who: Occupant): readonly Alarm[] {
  const { camera, microphone } = state.room.tracks[who.person] ?? {};
  const since = [camera, microphone].flatMap((track) =>
    track?.state === "plain" ? [track.since] : [],
  );
  return since.length === 0
    ? []
    : [{ ...who, kind: "plain-track", severity: "bad", since: Math.min(...since) }];
}

function counted(state: Evaluation, who: Occupant): readonly Alarm[] {
  const counts = state.supervision.conduct[who.person]?.counts ?? {};
  return countedKinds.flatMap((kind): readonly Alarm[] => {
    const count = counts[kind];
    if (count === undefined || count.times < tolerated(kind)) return [];
    const severity = kind === "refusals" || kind === "printed" ? "bad" : "care";
    return [{ ...who, kind, severity, since: count.last, times: count.times }];
  });
}

function tolerated(kind: Counted): number {
  return kind === "refusals" ? refusalsTolerated : 1;
}

function rank({ severity }: Alarm): number {
  return severity === "bad" ? 0 : 1;
}
