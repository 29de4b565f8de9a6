import type { CommandOf } from "../../contracts/commands/index.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { findSitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import { seatGraceMs } from "./state.ts";

/** The newest socket of a person stands for the seat, whoever stood for it before. */
export function occupySeat(
  state: Evaluation,
  { person, session }: CommandOf<"occupySeat">,
): Decision {
  if (!belongs(state, person)) return deny("invalid", "room.not-yours");
  const seat = state.room.presence[person];
  return seat?.session === session && seat.status === "present"
    ? deny("conflict", "room.unchanged")
    : accept({ type: "SeatOccupied", person, session });
}

/** The seat's socket is gone. A socket that was already replaced changes nothing. */
export function loseSeat(state: Evaluation, { person, session }: CommandOf<"loseSeat">): Decision {
  const seat = state.room.presence[person];
  return seat?.session === session && seat.status === "present"
    ? accept({ type: "SeatLost", person, session })
    : deny("conflict", "room.unchanged");
}

/** Nobody came back within the grace. */
export function releaseSeat(
  state: Evaluation,
  { person, session }: CommandOf<"releaseSeat">,
  { at }: Context,
): Decision {
  const seat = state.room.presence[person];
  const due =
    seat?.session === session && seat.status === "reconnecting" && at - seat.since >= seatGraceMs;
  return due
    ? accept({ type: "SeatReleased", person, session })
    : deny("conflict", "room.unchanged");
}

/** A track began, was muted, got worse or ended; the server says so, and says nothing twice. */
export function noteTrack(
  state: Evaluation,
  { person, source, state: now }: CommandOf<"noteTrack">,
): Decision {
  if (!belongs(state, person)) return deny("invalid", "room.not-yours");
  const before = state.room.tracks[person]?.[source]?.state ?? "off";
  return before === now
    ? deny("conflict", "room.unchanged")
    : accept({ type: "TrackNoted", person, source, state: now });
}

/** Everything said is said to the whole room. */
export function say(state: Evaluation, { text }: CommandOf<"say">, { actor }: Context): Decision {
  if (actor.role === "expert" && findSitting(state.panel, actor.person)?.status !== "admitted") {
    return deny("forbidden", "room.not-yours");
  }
  return accept({ type: "Said", person: actor.person, role: actor.role, text });
}

/** Whether a person has a place in the room: an office, or a seat on the panel. */
export function belongs(state: Evaluation, person: string): boolean {
  const { host, supervisor, witness } = state.tender.offices;
  return (
    [host, supervisor, witness].includes(person) || findSitting(state.panel, person) !== undefined
  );
}
