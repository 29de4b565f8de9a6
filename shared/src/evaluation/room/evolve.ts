import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant } from "../../contracts/ids.ts";
import { talkKept, type RoomState, type SeatPresence } from "./state.ts";

type SeatEvent = EventOf<"SeatOccupied" | "SeatLost" | "SeatReleased">;

const statusAfter: Readonly<Record<SeatEvent["type"], SeatPresence["status"]>> = {
  SeatOccupied: "present",
  SeatLost: "reconnecting",
  SeatReleased: "left",
};

export function seatChanged(room: RoomState, event: SeatEvent, at: Instant): RoomState {
  const { person, session, type } = event;
  const seat: SeatPresence = { session, status: statusAfter[type], since: at };
  return { ...room, presence: { ...room.presence, [person]: seat } };
}

export function spoken(room: RoomState, event: EventOf<"Said">, at: Instant): RoomState {
  const { person, role, text } = event;
  return { ...room, talk: [...room.talk, { person, role, text, at }].slice(-talkKept) };
}

export function trackNoted(
  room: RoomState,
  { person, source, state }: EventOf<"TrackNoted">,
  at: Instant,
): RoomState {
  const tracks = { ...room.tracks[person], [source]: { state, since: at } };
  return { ...room, tracks: { ...room.tracks, [person]: tracks } };
}
