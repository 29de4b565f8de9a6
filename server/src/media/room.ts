import type { IceServer } from "@yuanping/shared/contracts/media-rtp.ts";
import type {
  MediaAnswer,
  mediaJoin,
  MediaMessage,
  MediaSource,
} from "@yuanping/shared/contracts/media.ts";
import type { Refusal } from "@yuanping/shared/contracts/refusal.ts";
import type { LiveTrack } from "./live-track.ts";
import type { MediaFact } from "./facts.ts";
import { Peer } from "./peer.ts";
import type { PeerHome, PeerSession } from "./peer.ts";
import type { MediaPlane, PlaneProducer, PlaneRouter } from "./plane.ts";
import { desiredMedia, mayPublish, mayReceive, sameRights, mustBeDisguised } from "./policy.ts";
import type { DesiredMedia, Participant } from "./policy.ts";
import { granted, mediaRefusals, refused } from "./refusals.ts";
import type { Outcome } from "./refusals.ts";
import { RoomRouters } from "./room-routers.ts";

export type RoomOptions = Readonly<{
  plane: MediaPlane;
  iceServers: () => readonly IceServer[];
  record: (fact: Pick<MediaFact, "person" | "source" | "what">) => void;
  follow: (track: Omit<LiveTrack, "evaluation">) => () => void;
}>;

/** How much there is of media, for whoever watches the machine: no people, no evaluations. */
export type MediaFigures = Readonly<{
  /** In which somebody has media open. */
  rooms: number;
  peers: number;
  /** Sent to the server. */
  tracks: number;
  /** Of those, the ones that arrive badly. */
  poorTracks: number;
}>;

export type Joined = Readonly<{ peer: Peer; answer: MediaAnswer<typeof mediaJoin> }>;

type Seat = Readonly<{ session: PeerSession; peer: Peer | undefined }>;

/**
 * One evaluation's media. A seat is a person's newest socket; it may be there without a peer, because it was refused
 * or because its peer was taken away, and then hears `media:reset` as soon as it may try again. Routers are opened by
 * the first who joins and closed behind the last who leaves; see `room-routers.ts` for why there may be several.
 */
export class Room {
  readonly #options: RoomOptions;
  readonly #seats = new Map<string, Seat>();
  #desired: DesiredMedia = new Map();
  readonly #routers: RoomRouters;
  #epoch = 1;
  #version = 0;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#routers = new RoomRouters({
      plane: options.plane,
      open: () =>
        new Map(
          [...this.#seats].flatMap(([person, { peer }]) =>
            peer === undefined ? [] : [[person, peer.router]],
          ),
        ),
      present: () => [...this.#seats.keys()].filter((person) => this.#desired.has(person)),
      onMoved: (people) => this.#callBack(people),
      onLost: (people, router) => this.#rebuild(people, router),
      onSpeaker: (producer) => this.#tellSpeaker(producer),
    });
  }

  /** Nobody is here and nobody is expected. */
  get idle(): boolean {
    return this.#seats.size === 0 && this.#desired.size === 0;
  }

  figures(): MediaFigures {
    const peers = [...this.#seats.values()].flatMap(({ peer }) => peer ?? []);
    const sent = peers.flatMap((peer) => [...peer.sent.values()]);
    const poor = sent.filter(({ quality }) => quality.quality === "poor");
    const rooms = peers.length === 0 ? 0 : 1;
    return { rooms, peers: peers.length, tracks: sent.length, poorTracks: poor.length };
  }

  /** Follows the room's state: whoever may less loses it before this returns, whoever may more is told to come. */
  setParticipants(participants: readonly Participant[]): void {
    const before = this.#desired;
    this.#desired = desiredMedia({ participants });
    const touched = [...this.#seats].filter(
      ([person]) => !sameRights(before, this.#desired, person),
    );
    for (const [person, seat] of touched) {
      const reason = this.#desired.has(person)
        ? mediaRefusals.staleEpoch
        : mediaRefusals.notParticipant;
      this.#unseat(person, seat, reason);
    }
    for (const [, seat] of touched) this.#send(seat, this.#reset());
    this.#routers.follow(this.#desired);
    this.#tidy();
    this.#announce();
  }

  async join(person: string, session: PeerSession): Promise<Outcome<Joined>> {
    this.#take(person, session);
    if (!this.#desired.has(person)) return refused(mediaRefusals.notParticipant);
    let opened = await this.#routers.routerFor(person);
    // What waited may come back to another plan.
    while (opened.ok && this.#mayCome(person, session)) {
      if (this.#routers.isPlace(person, opened.value)) break;
      opened = await this.#routers.routerFor(person);
    }
    if (!opened.ok) return opened;
    const seat = this.#seats.get(person);
    if (seat?.session !== session) return refused(mediaRefusals.replaced);
    if (!this.#desired.has(person)) return refused(mediaRefusals.notParticipant);

    seat.peer?.leave(mediaRefusals.staleEpoch);
    const peer = new Peer(this.#home(person, opened.value));
    this.#seats.set(person, { session, peer });
    this.#announce();
    return granted({
      peer,
      answer: {
        status: "ready",
        epoch: this.#epoch,
        routerRtpCapabilities: opened.value.rtpCapabilities,
        iceServers: [...this.#options.iceServers()],
      },
    });
  }

  /** A socket is gone. Does nothing when a newer one of the same person has taken over. */
  leave(person: string, session: PeerSession): void {
    const seat = this.#seats.get(person);
    if (seat?.session !== session) return;
    this.#seats.delete(person);
    seat.peer?.leave(mediaRefusals.notJoined);
    this.#tidy();
  }

  close(): void {
    this.#desired = new Map();
    for (const [person, seat] of this.#seats) {
      this.#unseat(person, seat, mediaRefusals.notParticipant);
      this.#send(seat, this.#reset());
    }
    this.#routers.close();
  }

  /** Gives the seat to this socket; an older one is told that it was replaced. */
  #take(person: string, session: PeerSession): void {
    const seat = this.#seats.get(person);
    if (seat?.session === session) return;
    this.#seats.set(person, { session, peer: undefined });
    if (seat === undefined) return;
    seat.peer?.leave(mediaRefusals.replaced);
    this.#send(seat, { name: "media:status", body: { state: "replaced" } });
  }

  #unseat(person: string, seat: Seat, reason: Refusal): void {
    this.#seats.set(person, { session: seat.session, peer: undefined });
    seat.peer?.leave(reason);
  }

  #mayCome(person: string, session: PeerSession): boolean {
    return this.#seats.get(person)?.session === session && this.#desired.has(person);
  }

  /** Closes what nobody needs; a room that had media and has none begins a new epoch. */
  #tidy(): void {
    const had = this.#routers.some;
    if (this.#routers.tidy() && had) this.#epoch += 1;
  }

  /** Their place is on another worker now, so they come again. */
  #callBack(people: readonly string[]): void {
    for (const person of people) {
      const seat = this.#seats.get(person);
      if (seat === undefined) continue;
      this.#unseat(person, seat, mediaRefusals.staleEpoch);
      this.#send(seat, this.#reset());
    }
  }

  /** The worker died: everything in it is gone, so a new epoch begins on another one for those who were there. */
  #rebuild(people: readonly string[], router: PlaneRouter): void {
    this.#epoch += 1;
    const there = people.flatMap((person) => {
      const seat = this.#seats.get(person);
      return seat === undefined ? [] : [{ person, seat }];
    });
    for (const { person, seat } of there) {
      if (seat.peer?.router === router) this.#unseat(person, seat, mediaRefusals.staleEpoch);
    }
    for (const { person, seat } of there) {
      // Whether it opens or not, the clients come back: those who are refused then know why and try again.
      const tell = () => {
        if (this.#seats.get(person)?.session === seat.session) this.#send(seat, this.#reset());
      };
      this.#routers.routerFor(person).then(tell, tell);
    }
  }

  #home(person: string, router: PlaneRouter): PeerHome {
    return {
      router,
      epoch: this.#epoch,
      mayPublish: (source) => mayPublish(this.#desired, person, source),
      maySubscribe: () => this.#desired.get(person)?.subscribes ?? false,
      mustBeDisguised: (source) => mustBeDisguised(this.#desired, person, source),
      receivable: (producer) => this.#receivable(person, producer),
      changed: () => this.#announce(),
      closed: (producer) => {
        for (const seat of this.#seats.values()) seat.peer?.forget(producer);
      },
      follow: (source, producer) => this.#options.follow({ person, source, producer, router }),
      record: (fact) => this.#options.record({ person, ...fact }),
    };
  }

  #tracksFor(viewer: string) {
    return [...this.#seats].flatMap(([person, { peer }]) =>
      [...(peer?.sent ?? [])]
        .filter(([source]) => mayReceive(this.#desired, viewer, person, source))
        .map(([source, { producer, paused }]) => ({ producer, person, source, paused })),
    );
  }

  #receivable(viewer: string, producer: string): PlaneProducer | undefined {
    return this.#tracksFor(viewer).find((track) => track.producer.id === producer)?.producer;
  }

  /** Sends everyone their whole list. */
  #announce(): void {
    this.#version += 1;
    for (const [viewer, seat] of this.#seats) {
      if (seat.peer === undefined) continue;
      const tracks = this.#tracksFor(viewer).map((track) => ({
        ...track,
        producer: track.producer.id,
      }));
      const body = { epoch: seat.peer.epoch, version: this.#version, tracks };
      this.#send(seat, { name: "media:tracks", body });
    }
  }

  #tellSpeaker(producer: string | undefined): void {
    const speaks = (source: MediaSource, id: string) => source === "microphone" && id === producer;
    const speaker = [...this.#seats].find(([, { peer }]) =>
      [...(peer?.sent ?? [])].some(([source, track]) => speaks(source, track.producer.id)),
    );
    const person = speaker?.[0] ?? null;
    for (const [viewer, seat] of this.#seats) {
      const heard = person === null || mayReceive(this.#desired, viewer, person, "microphone");
      if (seat.peer === undefined || (!heard && viewer !== person)) continue;
      this.#send(seat, { name: "media:speaker", body: { person } });
    }
  }

  #reset(): MediaMessage {
    return { name: "media:reset", body: { epoch: this.#epoch } };
  }

  #send(seat: Seat, message: MediaMessage): void {
    seat.session.send(message);
  }
}
