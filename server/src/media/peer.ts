import type {
  MediaAnswer,
  mediaConsume,
  mediaLayers,
  MediaMessage,
  MediaPayload,
  mediaProduce,
  MediaSource,
  mediaTransport,
} from "@yuanping/shared/contracts/media.ts";
import type { DtlsParameters, IceParameters } from "@yuanping/shared/contracts/media-rtp.ts";
import type { Refusal } from "@yuanping/shared/contracts/refusal.ts";
import type { MediaFact } from "./facts.ts";
import type { PlaneConsumer, PlaneProducer, PlaneRouter, PlaneTransport } from "./plane.ts";
import { QualityWatch } from "./quality.ts";
import { granted, mediaRefusals, refused } from "./refusals.ts";
import type { Outcome } from "./refusals.ts";

/** One socket of one person: where the room's messages for it go. */
export type PeerSession = Readonly<{ send: (message: MediaMessage) => void }>;

export type SentTrack = {
  readonly producer: PlaneProducer;
  paused: boolean;
  readonly quality: QualityWatch;
  /** Tells whoever follows the track that it has ended. */
  readonly ended: () => void;
};

/** What a peer needs to know of its room. */
export interface PeerHome {
  readonly router: PlaneRouter;
  readonly epoch: number;
  mayPublish(source: MediaSource): boolean;
  maySubscribe(): boolean;
  /** Whether this source has to bear the mark of the disguise. */
  mustBeDisguised(source: MediaSource): boolean;
  /** The producer of this id, if this peer may receive it now. */
  receivable(producer: string): PlaneProducer | undefined;
  /** What this peer sends has changed. */
  changed(): void;
  /** A producer of this peer is closed, and every consumer of it with it. */
  closed(producer: string): void;
  /** Somebody may follow this track; the answer is called when it ends. */
  follow(source: MediaSource, producer: PlaneProducer): () => void;
  record(fact: Pick<MediaFact, "source" | "what">): void;
}

type Direction = MediaPayload<typeof mediaTransport>["direction"];

/**
 * One person's media in one room, from one `media:join` to the next: at most a transport per direction, a producer per
 * source, a consumer per received producer. Ids are looked up here only, so that nobody reaches what is not theirs.
 * Every step that waited checks again whether the peer is still there: rights may have gone meanwhile.
 */
export class Peer {
  readonly #home: PeerHome;
  readonly #transports = new Map<Direction, PlaneTransport>();
  readonly #sent = new Map<MediaSource, SentTrack>();
  /** By the id of the producer. */
  readonly #received = new Map<string, PlaneConsumer>();
  #gone: Refusal | undefined;

  constructor(home: PeerHome) {
    this.#home = home;
  }

  /** What this peer sends. */
  get sent(): ReadonlyMap<MediaSource, Readonly<SentTrack>> {
    return this.#sent;
  }

  get router(): PlaneRouter {
    return this.#home.router;
  }

  /** The room's epoch when this peer joined: a router that others lost since has cost it nothing. */
  get epoch(): number {
    return this.#home.epoch;
  }

  get open(): boolean {
    return this.#gone === undefined;
  }

  async transport(
    request: MediaPayload<typeof mediaTransport>,
  ): Promise<Outcome<MediaAnswer<typeof mediaTransport>>> {
    if (this.#gone !== undefined) return refused(this.#gone);
    if (request.epoch !== this.#home.epoch) return refused(mediaRefusals.staleEpoch);
    if (request.direction === "receive" && !this.#home.maySubscribe()) {
      return refused(mediaRefusals.mayNotReceive);
    }
    if (request.direction === "send" && !this.#maySend()) return refused(mediaRefusals.mayNotSend);

    const opened = await this.#home.router.openTransport();
    if (!opened.ok) return opened;
    if (this.#gone !== undefined) {
      opened.value.close();
      return refused(this.#gone);
    }
    this.#closeDirection(request.direction);
    this.#transports.set(request.direction, opened.value);
    return granted(opened.value.params);
  }

  async connect(transport: string, dtlsParameters: DtlsParameters): Promise<Outcome<void>> {
    const found = this.#transport(transport);
    if (!found.ok) return found;
    return found.value.connect(dtlsParameters);
  }

  async restartIce(transport: string): Promise<Outcome<{ iceParameters: IceParameters }>> {
    const found = this.#transport(transport);
    if (!found.ok) return found;
    const restarted = await found.value.restartIce();
    return restarted.ok ? granted({ iceParameters: restarted.value }) : restarted;
  }

  async produce(
    request: MediaPayload<typeof mediaProduce>,
  ): Promise<Outcome<MediaAnswer<typeof mediaProduce>>> {
    const { source, kind, rtpParameters, paused } = request;
    if (this.#gone !== undefined) return refused(this.#gone);
    if ((source === "microphone") !== (kind === "audio")) {
      return refused(mediaRefusals.kindMismatch);
    }
    if (!this.#home.mayPublish(source)) return refused(mediaRefusals.mayNotSend);
    if (this.#home.mustBeDisguised(source) && request.disguised !== true) {
      // Whatever flowed under this name before goes, too: it is what the sender wanted to replace.
      this.#stopSending(source);
      this.#home.record({ source, what: "plain" });
      this.#home.changed();
      return refused(mediaRefusals.plainTrack);
    }
    const transport = this.#transports.get("send");
    if (transport?.params.transport !== request.transport) return refused(mediaRefusals.unknown);

    const produced = await transport.produce({ kind, rtpParameters, paused });
    if (!produced.ok) return produced;
    if (this.#gone !== undefined || this.#transports.get("send") !== transport) {
      produced.value.close();
      return refused(this.#gone ?? mediaRefusals.unknown);
    }
    this.#stopSending(source);
    this.#home.record({ source, what: "started" });
    const ended = this.#home.follow(source, produced.value);
    const quality = this.#watchQuality(source, produced.value, paused);
    this.#sent.set(source, { producer: produced.value, paused, quality, ended });
    if (paused) this.#home.record({ source, what: "paused" });
    this.#home.changed();
    return granted({ producer: produced.value.id });
  }

  async close(producer: string): Promise<Outcome<void>> {
    const found = this.#sentTrack(producer);
    if (!found.ok) return found;
    this.#stopSending(found.value.source);
    this.#home.changed();
    return granted(undefined);
  }

  async pause(producer: string): Promise<Outcome<void>> {
    return this.#setPaused(producer, true);
  }

  async unpause(producer: string): Promise<Outcome<void>> {
    return this.#setPaused(producer, false);
  }

  async consume(
    request: MediaPayload<typeof mediaConsume>,
  ): Promise<Outcome<MediaAnswer<typeof mediaConsume>>> {
    if (this.#gone !== undefined) return refused(this.#gone);
    if (!this.#home.maySubscribe()) return refused(mediaRefusals.mayNotReceive);
    const transport = this.#transports.get("receive");
    if (transport?.params.transport !== request.transport) return refused(mediaRefusals.unknown);
    const producer = this.#home.receivable(request.producer);
    if (producer === undefined) return refused(mediaRefusals.unknown);
    const takesAnotherPlace = !this.#received.has(producer.id);
    if (takesAnotherPlace && !this.#home.router.hasCapacity()) {
      return refused(mediaRefusals.roomFull);
    }

    const consumed = await transport.consume(producer, request.rtpCapabilities);
    if (!consumed.ok) return consumed;
    const consumer = consumed.value;
    const stillReceivable = this.#home.receivable(request.producer) === producer;
    if (
      this.#gone !== undefined ||
      !stillReceivable ||
      this.#transports.get("receive") !== transport
    ) {
      consumer.close();
      return refused(this.#gone ?? mediaRefusals.unknown);
    }
    this.#received.get(producer.id)?.close();
    this.#received.set(producer.id, consumer);
    const { id, kind, rtpParameters } = consumer;
    return granted({ consumer: id, producer: producer.id, kind, rtpParameters });
  }

  async hold(consumer: string): Promise<Outcome<void>> {
    const found = this.#receivedTrack(consumer);
    if (!found.ok) return found;
    return found.value.pause();
  }

  async resume(consumer: string): Promise<Outcome<void>> {
    const found = this.#receivedTrack(consumer);
    if (!found.ok) return found;
    return found.value.resume();
  }

  async layers(request: MediaPayload<typeof mediaLayers>): Promise<Outcome<void>> {
    const found = this.#receivedTrack(request.consumer);
    if (!found.ok) return found;
    const { spatial, temporal } = request;
    return found.value.setLayers({ spatial, temporal });
  }

  /** Forgets a consumer whose producer is closed; the plane has closed it already. */
  forget(producer: string): void {
    this.#received.delete(producer);
  }

  /** Takes everything away at once; whatever is asked of this peer from now on is refused with `reason`. */
  leave(reason: Refusal): void {
    if (this.#gone !== undefined) return;
    this.#gone = reason;
    this.#closeDirection("send");
    this.#closeDirection("receive");
    this.#home.changed();
  }

  #maySend(): boolean {
    const sources: readonly MediaSource[] = ["microphone", "camera", "screen"];
    return sources.some((source) => this.#home.mayPublish(source));
  }

  #closeDirection(direction: Direction): void {
    if (direction === "send") for (const source of this.#sent.keys()) this.#stopSending(source);
    if (direction === "receive") this.#received.clear();
    this.#transports.get(direction)?.close();
    this.#transports.delete(direction);
  }

  #stopSending(source: MediaSource): void {
    const track = this.#sent.get(source);
    if (track === undefined) return;
    this.#sent.delete(source);
    track.quality.close();
    // Before the producer, so that a recorder still gets its last packets.
    track.ended();
    track.producer.close();
    this.#home.closed(track.producer.id);
    this.#home.record({ source, what: "stopped" });
  }

  async #setPaused(producer: string, paused: boolean): Promise<Outcome<void>> {
    const found = this.#sentTrack(producer);
    if (!found.ok) return found;
    const { source, track } = found.value;
    const set = await (paused ? track.producer.pause() : track.producer.resume());
    if (!set.ok) return set;
    if (this.#sent.get(source) !== track) return refused(this.#gone ?? mediaRefusals.unknown);
    track.paused = paused;
    track.quality.setMuted(paused);
    this.#home.record({ source, what: paused ? "paused" : "unpaused" });
    this.#home.changed();
    return granted(undefined);
  }

  #watchQuality(source: MediaSource, producer: PlaneProducer, muted: boolean): QualityWatch {
    const watch = new QualityWatch((quality) =>
      this.#home.record({ source, what: quality === "poor" ? "worsened" : "recovered" }),
    );
    watch.setMuted(muted);
    producer.onScore((score) => watch.scored(score));
    return watch;
  }

  #transport(id: string): Outcome<PlaneTransport> {
    if (this.#gone !== undefined) return refused(this.#gone);
    const transports = [...this.#transports.values()];
    const found = transports.find(({ params }) => params.transport === id);
    return found === undefined ? refused(mediaRefusals.unknown) : granted(found);
  }

  #sentTrack(producer: string): Outcome<{ source: MediaSource; track: SentTrack }> {
    if (this.#gone !== undefined) return refused(this.#gone);
    for (const [source, track] of this.#sent) {
      if (track.producer.id === producer) return granted({ source, track });
    }
    return refused(mediaRefusals.unknown);
  }

  #receivedTrack(consumer: string): Outcome<PlaneConsumer> {
    if (this.#gone !== undefined) return refused(this.#gone);
    const found = [...this.#received.values()].find(({ id }) => id === consumer);
    return found === undefined ? refused(mediaRefusals.unknown) : granted(found);
  }
}
