import type { IceServer } from "@yuanping/shared/contracts/media-rtp.ts";
import type { FollowTrack } from "./live-track.ts";
import type { MediaFact } from "./facts.ts";
import type { PeerSession } from "./peer.ts";
import type { MediaPlane } from "./plane.ts";
import type { Participant } from "./policy.ts";
import { mediaRefusals, refused } from "./refusals.ts";
import type { Outcome } from "./refusals.ts";
import { Room } from "./room.ts";
import type { Joined, MediaFigures } from "./room.ts";
import { Trials } from "./trials.ts";

export type MediaRoomsOptions = Readonly<{
  plane: MediaPlane;
  /** STUN and TURN servers to tell a client of that joins now. */
  iceServers?: () => readonly IceServer[];
  /** Hears of every track that starts, stops, pauses or goes on. */
  record?: (fact: MediaFact) => void;
  /** Follows every track, e.g. to record it. */
  follow?: FollowTrack;
  /** How long a trial of the line may last, when not 15 s. */
  trialMilliseconds?: number;
}>;

/**
 * The media of every evaluation on this node. The server tells it the room's state after each change; who joins is
 * held to that state, and has no way to change it.
 */
export class MediaRooms {
  readonly plane: MediaPlane;
  /** Trials of the line, beside every room. */
  readonly trials: Trials;
  readonly #options: MediaRoomsOptions;
  readonly #rooms = new Map<string, Room>();

  constructor(options: MediaRoomsOptions) {
    this.plane = options.plane;
    this.trials = new Trials(options.plane, options.trialMilliseconds);
    this.#options = options;
  }

  /** Call with the whole list whenever the room's state changes; whoever is left out loses media at once. */
  setParticipants(evaluation: string, participants: readonly Participant[]): void {
    this.#room(evaluation).setParticipants(participants);
    this.#forgetIdle(evaluation);
  }

  /** STUN and TURN servers to tell a client of now. */
  iceServers(): readonly IceServer[] {
    return this.#options.iceServers?.() ?? [];
  }

  /** Refuses while there is no media, and whoever the room's state does not name. */
  async join(evaluation: string, person: string, session: PeerSession): Promise<Outcome<Joined>> {
    const { state } = this.plane.status();
    if (state === "preparing") return refused(mediaRefusals.preparing);
    if (state === "unavailable") return refused(mediaRefusals.unavailable);
    return this.#room(evaluation).join(person, session);
  }

  /** A socket is gone; only the newest of a person takes its media along. */
  leave(evaluation: string, person: string, session: PeerSession): void {
    this.#rooms.get(evaluation)?.leave(person, session);
    this.#forgetIdle(evaluation);
  }

  /** Ends an evaluation's media, e.g. because it moved to another node. */
  closeRoom(evaluation: string): void {
    this.#rooms.get(evaluation)?.close();
    this.#rooms.delete(evaluation);
  }

  /** Of all rooms of this node together. */
  figures(): MediaFigures {
    return [...this.#rooms.values()]
      .map((room) => room.figures())
      .reduce(
        (sum, one) => ({
          rooms: sum.rooms + one.rooms,
          peers: sum.peers + one.peers,
          tracks: sum.tracks + one.tracks,
          poorTracks: sum.poorTracks + one.poorTracks,
        }),
        { rooms: 0, peers: 0, tracks: 0, poorTracks: 0 },
      );
  }

  #room(evaluation: string): Room {
    const known = this.#rooms.get(evaluation);
    if (known !== undefined) return known;
    const { plane, record, follow } = this.#options;
    const room = new Room({
      plane,
      iceServers: () => this.iceServers(),
      record: (fact) => record?.({ evaluation, ...fact }),
      follow: (track) => follow?.({ evaluation, ...track }) ?? (() => undefined),
    });
    this.#rooms.set(evaluation, room);
    return room;
  }

  #forgetIdle(evaluation: string): void {
    if (this.#rooms.get(evaluation)?.idle === true) this.#rooms.delete(evaluation);
  }
}
