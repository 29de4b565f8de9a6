import {
  mediaClose,
  mediaConnect,
  mediaConsume,
  mediaHold,
  mediaJoin,
  mediaLayers,
  mediaPause,
  mediaProduce,
  mediaRestartIce,
  mediaResume,
  mediaSourceSchema,
  mediaTransport,
  mediaUnpause,
} from "@yuanping/shared/contracts/media.ts";
import type { MediaSource, MediaTracks } from "@yuanping/shared/contracts/media.ts";
import {
  dtlsParametersSchema,
  rtpCapabilitiesSchema,
  rtpParametersSchema,
} from "@yuanping/shared/contracts/media-rtp.ts";
import type { IceServer } from "@yuanping/shared/contracts/media-rtp.ts";
import type { types } from "mediasoup-client";
import { ask, onTheWire } from "./ask.ts";
import type { MediaSocket } from "./ask.ts";
import { codecOptionsFor } from "./encodings.ts";
import { watchConnections } from "./recovery.ts";

/** A track this side sends. */
export type LocalTrack = Readonly<{
  track: MediaStreamTrack;
  muted: boolean;
  /** It comes out of a disguise, which is what the server is told. */
  disguised?: boolean;
}>;
export type Layers = Readonly<{ spatial: number; temporal: number }>;
type RemoteTrack = MediaTracks["tracks"][number];

export type LinkOptions = Readonly<{
  socket: MediaSocket;
  createDevice: () => Promise<types.Device>;
  encodings: (source: MediaSource) => types.RtpEncodingParameters[] | undefined;
  /** The layer to ask for when a track is first received. */
  layersFor: (person: string, source: MediaSource) => Layers | undefined;
  /** Whether a track is looked at now; one that is not is not forwarded. */
  wanted: (person: string, source: MediaSource) => boolean;
  /** A remote track can be shown, or no longer. */
  received: (remote: RemoteTrack, track: MediaStreamTrack | undefined) => void;
  /** The transports do not come back: everything must be built again. */
  broken: () => void;
  /** A device was unplugged or its permission withdrawn. */
  ended: (source: MediaSource) => void;
}>;

type Receiving = { readonly remote: RemoteTrack; readonly consumer: types.Consumer; held: boolean };

/**
 * Everything between one `media:join` and the next: a device that knows the router, one transport a direction, a
 * producer for each source, a consumer for each remote track. It is never repaired beyond an ICE restart; whatever else
 * goes wrong, the session closes it and builds another.
 */
export class MediaLink {
  readonly epoch: number;
  readonly #options: LinkOptions;
  readonly #device: types.Device;
  readonly #iceServers: readonly IceServer[];
  readonly #abort: AbortController;
  readonly #transports = new Map<"send" | "receive", Promise<types.Transport>>();
  readonly #open: types.Transport[] = [];
  readonly #producers = new Map<MediaSource, types.Producer>();
  readonly #receiving = new Map<string, Receiving>();
  readonly #watch: (transport: types.Transport) => void;

  private constructor(
    options: LinkOptions,
    device: types.Device,
    joined: Readonly<{ epoch: number; iceServers: readonly IceServer[] }>,
    abort: AbortController,
  ) {
    this.#options = options;
    this.#device = device;
    this.#iceServers = joined.iceServers;
    this.#abort = abort;
    this.epoch = joined.epoch;
    this.#watch = watchConnections({
      signal: abort.signal,
      restart: () => Promise.all(this.#open.map((each) => this.#restartIce(each))),
      giveUp: options.broken,
    });
  }

  /** Joins. Rejects as `ask` does, or when this browser cannot do WebRTC. */
  static async join(options: LinkOptions, abort: AbortController): Promise<MediaLink> {
    const joined = await ask(options.socket, mediaJoin, {}, abort.signal);
    const device = await options.createDevice();
    await device.load({ routerRtpCapabilities: joined.routerRtpCapabilities });
    abort.signal.throwIfAborted();
    return new MediaLink(options, device, joined, abort);
  }

  /** Makes what is sent for this source equal to `local`; undefined stops sending it. */
  async send(source: MediaSource, local: LocalTrack | undefined): Promise<void> {
    const producer = this.#producers.get(source);
    if (local === undefined) return this.#stopSending(source);
    if (producer === undefined || producer.closed) return this.#startSending(source, local);
    if (producer.track !== local.track) await producer.replaceTrack({ track: local.track });
    if (producer.paused === local.muted) return;
    // Silence first, then tell; the other way round when speaking again.
    if (local.muted) producer.pause();
    await this.#ask(local.muted ? mediaPause : mediaUnpause, { producer: producer.id });
    if (!local.muted) producer.resume();
  }

  /** Receives exactly these tracks, those that are wanted; others are held where they are, or not begun. Rejects with the first failure once all were tried. */
  async receive(tracks: readonly RemoteTrack[]): Promise<void> {
    const wanted = new Map(tracks.map((remote) => [remote.producer, remote]));
    for (const [producer, { remote, consumer }] of this.#receiving) {
      if (wanted.has(producer)) continue;
      consumer.close();
      this.#receiving.delete(producer);
      this.#options.received(remote, undefined);
    }
    const missing = tracks.filter(
      (remote) => !this.#receiving.has(remote.producer) && this.#isWanted(remote),
    );
    const done = await Promise.allSettled([
      ...missing.map((remote) => this.#startReceiving(remote)),
      ...[...this.#receiving.values()].map((each) => this.#hold(each)),
    ]);
    const failed = done.find((outcome) => outcome.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  /** Asks for a layer of a track that is being received; does nothing for others. */
  async preferLayers(person: string, source: MediaSource, layers: Layers): Promise<void> {
    for (const { remote, consumer } of this.#receiving.values()) {
      if (remote.person !== person || remote.source !== source) continue;
      await this.#ask(mediaLayers, { consumer: consumer.id, ...layers });
    }
  }

  close(): void {
    this.#abort.abort(new Error("the media link is closed"));
    for (const transport of this.#open) transport.close();
    for (const { remote } of this.#receiving.values()) this.#options.received(remote, undefined);
    this.#receiving.clear();
  }

  async #startSending(source: MediaSource, local: LocalTrack): Promise<void> {
    const transport = await this.#transport("send");
    const encodings = this.#options.encodings(source);
    const codecOptions = codecOptionsFor(source);
    const producer = await transport.produce({
      track: local.track,
      stopTracks: false,
      appData: { source, paused: local.muted, disguised: local.disguised === true },
      ...(encodings === undefined ? {} : { encodings }),
      ...(codecOptions === undefined ? {} : { codecOptions }),
    });
    if (local.muted) producer.pause();
    producer.on("trackended", () => this.#options.ended(source));
    this.#producers.set(source, producer);
  }

  async #stopSending(source: MediaSource): Promise<void> {
    const producer = this.#producers.get(source);
    if (producer === undefined) return;
    this.#producers.delete(source);
    producer.close();
    await this.#ask(mediaClose, { producer: producer.id });
  }

  #isWanted({ person, source }: RemoteTrack): boolean {
    return this.#options.wanted(person, source);
  }

  /** Lets a track flow or stand still, as it is wanted now. */
  async #hold(each: Receiving): Promise<void> {
    const held = !this.#isWanted(each.remote);
    if (each.held === held) return;
    each.held = held;
    try {
      await this.#ask(held ? mediaHold : mediaResume, { consumer: each.consumer.id });
    } catch (error) {
      each.held = !held;
      throw error;
    }
  }

  async #startReceiving(remote: RemoteTrack): Promise<void> {
    const transport = await this.#transport("receive");
    const offered = await this.#ask(mediaConsume, {
      producer: remote.producer,
      transport: transport.id,
      rtpCapabilities: rtpCapabilitiesSchema.parse(onTheWire(this.#device.recvRtpCapabilities)),
    });
    const consumer = await transport.consume({
      id: offered.consumer,
      producerId: offered.producer,
      kind: offered.kind,
      rtpParameters: offered.rtpParameters,
      // One stream a person and kind of sight, so that lips and voice are kept together and screens apart.
      streamId: `${remote.person}-${remote.source === "screen" ? "screen" : "face"}`,
    });
    this.#receiving.set(remote.producer, { remote, consumer, held: false });
    const layers = this.#options.layersFor(remote.person, remote.source);
    if (layers !== undefined) await this.#ask(mediaLayers, { consumer: consumer.id, ...layers });
    await this.#ask(mediaResume, { consumer: consumer.id });
    this.#options.received(remote, consumer.track);
  }

  /** The transport of a direction, opened when it is first needed; a failed opening is tried again next time. */
  async #transport(direction: "send" | "receive"): Promise<types.Transport> {
    const known = this.#transports.get(direction);
    if (known !== undefined) return known;
    const opening = this.#openTransport(direction);
    this.#transports.set(direction, opening);
    opening.catch(() => this.#transports.delete(direction));
    return opening;
  }

  async #openTransport(direction: "send" | "receive"): Promise<types.Transport> {
    const { transport: id, ...params } = await this.#ask(mediaTransport, {
      direction,
      epoch: this.epoch,
    });
    const options = {
      id,
      iceParameters: params.iceParameters,
      iceCandidates: params.iceCandidates,
      dtlsParameters: params.dtlsParameters,
      iceServers: [...this.#iceServers],
    };
    const transport =
      direction === "send"
        ? this.#device.createSendTransport(options)
        : this.#device.createRecvTransport(options);
    this.#open.push(transport);
    this.#wire(transport);
    return transport;
  }

  #wire(transport: types.Transport): void {
    transport.on("connect", ({ dtlsParameters }, accept, reject) => {
      const request = {
        transport: transport.id,
        dtlsParameters: dtlsParametersSchema.parse(onTheWire(dtlsParameters)),
      };
      this.#ask(mediaConnect, request).then(() => accept(), reject);
    });
    transport.on("produce", ({ kind, rtpParameters, appData }, accept, reject) => {
      const request = {
        transport: transport.id,
        kind,
        source: mediaSourceSchema.parse(appData["source"]),
        rtpParameters: rtpParametersSchema.parse(onTheWire(rtpParameters)),
        paused: appData["paused"] === true,
        ...(appData["disguised"] === true ? { disguised: true } : {}),
      };
      this.#ask(mediaProduce, request).then(({ producer }) => accept({ id: producer }), reject);
    });
    this.#watch(transport);
  }

  async #restartIce(transport: types.Transport): Promise<void> {
    const { iceParameters } = await this.#ask(mediaRestartIce, { transport: transport.id });
    await transport.restartIce({ iceParameters });
  }

  async #ask<Payload, Answer>(
    request: Parameters<typeof ask<Payload, Answer>>[1],
    payload: Payload,
  ): Promise<Answer> {
    return ask(this.#options.socket, request, payload, this.#abort.signal);
  }
}
