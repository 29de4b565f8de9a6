import type { MediaStatus } from "@yuanping/shared/contracts/media.ts";
import type {
  DtlsParameters,
  IceParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
} from "@yuanping/shared/contracts/media-rtp.ts";
import type { MediaAnswer, mediaTransport } from "@yuanping/shared/contracts/media.ts";
import type { Outcome } from "./refusals.ts";
import type { WorkerSpace } from "./spread.ts";

/**
 * What the rooms need from whatever forwards packets. Everything opened here closes with its parent: plane → router →
 * transport → producer, consumer; a consumer also closes with its producer. Methods refuse with a value; a rejection
 * is a fault.
 */

/** Stops what was subscribed to. */
export type Unsubscribe = () => void;

export type PlaneStatus = Readonly<Omit<MediaStatus, "state">> &
  Readonly<{ state: "preparing" | "ready" | "unavailable" }>;

export interface MediaPlane {
  status(): PlaneStatus;
  onStatus(listener: (status: PlaneStatus) => void): Unsubscribe;
  /** Tells how far the preparation has come; only before `start`. */
  prepare(progress: Readonly<{ fraction?: number; zh?: string; en?: string }>): void;
  /** Starts one worker a core from this binary. Rejects when not one worker comes up. */
  start(workerPath: string): Promise<void>;
  /** Says that there will be no media in this process, and why. */
  giveUp(reason: Readonly<{ zh?: string; en?: string }>): void;
  /** The live workers, with what others than this holder, a room, have left of them. */
  spaceFor(holder: object): readonly WorkerSpace[];
  /** Sets all that this holder may need, by worker; what it reserved before is free again. */
  reserve(holder: object, needs: ReadonlyMap<string, number>): void;
  /** Opens a router on this worker; refuses when it is gone, or goes meanwhile. */
  openRouter(worker: string): Promise<Outcome<PlaneRouter>>;
  /** Waits for a worker that is being replaced: true when another lives now, false when none is expected or in time. */
  anotherWorker(until: AbortSignal): Promise<boolean>;
  /** Tracks that the emptiest worker could still forward beside what is reserved: a room likes to be on one worker. */
  freeConsumers(): number;
  /** Process ids of the live workers; for health, benchmarks and fault tests. */
  workerPids(): readonly number[];
  stop(): Promise<void>;
}

/** What is loudest of the sound that is sent to one router. */
export type Loudest = Readonly<{
  producer: string;
  /** In dBov, from -127 for silence to 0. */
  volume: number;
}>;

/** A room's part on one worker. All routers speak the same codecs. */
export interface PlaneRouter {
  readonly worker: string;
  readonly rtpCapabilities: RtpCapabilities;
  /** Whether its worker can take another consumer. */
  hasCapacity(): boolean;
  /** A transport over UDP or, failing that, TCP; or over the one that is named. */
  openTransport(only?: TransportProtocol): Promise<Outcome<PlaneTransport>>;
  /** Copies a producer of this router to a port of this machine, for a recorder. The copy starts paused. */
  openTap(producer: PlaneProducer): Promise<Outcome<PlaneTap>>;
  /** Whether the worker is gone. Not true after `close`. */
  isLost(): boolean;
  /** Called once, when the worker is gone with everything in it. Not called by `close`. */
  onLost(listener: () => void): void;
  /** Hears twice a second what is loudest of what is sent here, and once of silence. */
  onSpeaker(listener: (loudest: Loudest | undefined) => void): void;
  close(): void;
}

export type TransportProtocol = "udp" | "tcp";

/** Bytes of RTP that a transport has taken in and given out. */
export type Traffic = Readonly<{ received: number; sent: number }>;

export interface PlaneTransport {
  readonly params: MediaAnswer<typeof mediaTransport>;
  connect(dtlsParameters: DtlsParameters): Promise<Outcome<void>>;
  restartIce(): Promise<Outcome<IceParameters>>;
  produce(
    stream: Readonly<{ kind: MediaKind; rtpParameters: RtpParameters; paused: boolean }>,
  ): Promise<Outcome<PlaneProducer>>;
  /** The consumer starts paused. A producer of another router of this plane is carried here first, once for all. */
  consume(
    producer: PlaneProducer,
    rtpCapabilities: RtpCapabilities,
  ): Promise<Outcome<PlaneConsumer>>;
  traffic(): Promise<Outcome<Traffic>>;
  close(): void;
}

export interface PlaneProducer {
  readonly id: string;
  readonly kind: MediaKind;
  isPaused(): boolean;
  /** How well it arrives, from 0 for nothing to 10 for everything, whenever that changes. */
  onScore(listener: (score: number) => void): void;
  pause(): Promise<Outcome<void>>;
  resume(): Promise<Outcome<void>>;
  close(): void;
}

export interface PlaneConsumer {
  readonly id: string;
  readonly kind: MediaKind;
  readonly rtpParameters: RtpParameters;
  pause(): Promise<Outcome<void>>;
  resume(): Promise<Outcome<void>>;
  setLayers(layers: Readonly<{ spatial: number; temporal: number }>): Promise<Outcome<void>>;
  close(): void;
}

/** What a recorder must know of the packets it gets. `parameters` as in `a=fmtp` (RFC 8866). */
export type TapStream = Readonly<{
  kind: MediaKind;
  codec: string;
  payloadType: number;
  clockRate: number;
  channels?: number;
  parameters: string;
}>;

/** A copy of one producer's packets in the clear, to a port of this machine. Closes with its producer. */
export interface PlaneTap {
  readonly stream: TapStream;
  connect(port: number): Promise<Outcome<void>>;
  resume(): Promise<Outcome<void>>;
  /** Called once, with the first packet from which on it can be played. */
  onFirstPacket(listener: () => void): Promise<void>;
  requestKeyFrame(): void;
  onClosed(listener: () => void): void;
  close(): void;
}
