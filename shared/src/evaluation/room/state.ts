import type { Instant, PersonRef, SessionId } from "../../contracts/ids.ts";
import type { TrackState } from "../../contracts/commands/conduct.ts";
import type { MediaSource } from "../../contracts/media.ts";
import type { Role } from "../../contracts/roles.ts";

/** A seat survives its socket for this long. */
export const seatGraceMs = 120_000;

export type SeatPresence = Readonly<{
  session: SessionId;
  status: "present" | "reconnecting" | "left";
  since: Instant;
}>;

export type Utterance = Readonly<{ person: PersonRef; role: Role; text: string; at: Instant }>;

/** What each source of a person does; a source that was never noted sends nothing. */
export type TrackStates = Readonly<
  Partial<Record<MediaSource, Readonly<{ state: TrackState; since: Instant }>>>
>;

export type RoomState = Readonly<{
  presence: Readonly<Record<PersonRef, SeatPresence>>;
  tracks: Readonly<Record<PersonRef, TrackStates>>;
  /** The newest messages; older ones are in the stream. */
  talk: readonly Utterance[];
}>;

/** A snapshot's size follows the state, not the history. */
export const talkKept = 200;

/** Whether somebody is in their seat, or may yet come back to it within the grace. */
export function isPresent({ presence }: RoomState, person: PersonRef): boolean {
  const seat = presence[person];
  return seat !== undefined && seat.status !== "left";
}

export const emptyRoom: RoomState = { presence: {}, tracks: {}, talk: [] };
