import type { types } from "mediasoup";
import {
  headerExtensionUriSchema,
  rtpCapabilitiesSchema,
} from "@yuanping/shared/contracts/media-rtp.ts";
import type { RtpCapabilities } from "@yuanping/shared/contracts/media-rtp.ts";
import type {
  Loudest,
  PlaneProducer,
  PlaneRouter,
  PlaneTap,
  PlaneTransport,
  TransportProtocol,
} from "../../media/plane.ts";
import { granted, mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import { onTheWire } from "./attempt.ts";
import { mediaCodecs } from "./codecs.ts";
import { Pipe } from "./pipe.ts";
import { MediasoupProducer } from "./producer.ts";
import { openTap } from "./tap.ts";
import { maxIncomingBitrate, MediasoupTransport } from "./transport.ts";
import type { TransportHome } from "./transport.ts";
import type { WorkerSlot } from "./worker-slot.ts";

/** How loud, in dBov, and how often looked at, in milliseconds. */
const speakerThreshold = -60;
const speakerInterval = 500;

/** One router with its audio level observer, on one worker, and its pipes to those of the same room on others. */
export class MediasoupRouter implements PlaneRouter {
  readonly rtpCapabilities: RtpCapabilities;
  readonly #slot: WorkerSlot;
  readonly #router: types.Router;
  readonly #levels: types.AudioLevelObserver;
  readonly #pipes = new Map<types.Router, Promise<Pipe>>();
  #closed = false;

  private constructor(slot: WorkerSlot, router: types.Router, levels: types.AudioLevelObserver) {
    this.#slot = slot;
    this.#router = router;
    this.#levels = levels;
    this.rtpCapabilities = offeredCapabilities(router);
  }

  get worker(): string {
    return this.#slot.id;
  }

  /** Opens a router on a worker; rejects when the worker dies meanwhile. */
  static async open(slot: WorkerSlot): Promise<MediasoupRouter> {
    const router = await slot.worker.createRouter({ mediaCodecs });
    const levels = await router.createAudioLevelObserver({
      maxEntries: 1,
      threshold: speakerThreshold,
      interval: speakerInterval,
    });
    return new MediasoupRouter(slot, router, levels);
  }

  hasCapacity(): boolean {
    return this.#slot.hasCapacity();
  }

  async openTransport(only?: TransportProtocol): Promise<Outcome<PlaneTransport>> {
    if (this.#router.closed) return refused(mediaRefusals.rebuilding);
    try {
      const transport = await this.#router.createWebRtcTransport({
        webRtcServer: this.#slot.server,
        enableUdp: only !== "tcp",
        enableTcp: only !== "udp",
        preferUdp: true,
        initialAvailableOutgoingBitrate: 1_000_000,
      });
      await transport.setMaxIncomingBitrate(maxIncomingBitrate);
      return granted(new MediasoupTransport(transport, this.#home()));
    } catch (error) {
      if (this.#slot.worker.closed || this.#closed) return refused(mediaRefusals.rebuilding);
      throw error;
    }
  }

  async openTap(producer: PlaneProducer): Promise<Outcome<PlaneTap>> {
    if (this.#router.closed) return refused(mediaRefusals.rebuilding);
    return openTap(this.#router, producer.id);
  }

  isLost(): boolean {
    return this.#router.closed && !this.#closed;
  }

  onLost(listener: () => void): void {
    if (this.#router.closed && !this.#closed) queueMicrotask(listener);
    this.#router.observer.once("close", () => {
      if (!this.#closed) listener();
    });
  }

  onSpeaker(listener: (loudest: Loudest | undefined) => void): void {
    this.#levels.on("volumes", ([first]) =>
      listener(first && { producer: first.producer.id, volume: first.volume }),
    );
    this.#levels.on("silence", () => listener(undefined));
  }

  close(): void {
    this.#closed = true;
    this.#router.close();
  }

  #home(): TransportHome {
    return {
      produced: async (producer) => {
        if (producer.kind === "audio") await this.#levels.addProducer({ producerId: producer.id });
        return new MediasoupProducer(producer, (there) => this.#carry(producer, there));
      },
      bring: async (producer) => {
        if (!(producer instanceof MediasoupProducer)) throw new Error("a producer of nowhere");
        return producer.reach(this.#router);
      },
      consumed: (consumer) => this.#slot.countConsumer(consumer),
    };
  }

  /** Has what is sent here received at another router, too. */
  async #carry(producer: types.Producer, there: types.Router): Promise<Outcome<void>> {
    if (there === this.#router) return granted(undefined);
    try {
      const pipe = await this.#pipeTo(there);
      if (!pipe.carries(producer) && !this.#slot.hasCapacity()) {
        return refused(mediaRefusals.roomFull);
      }
      await pipe.carry(producer);
      return granted(undefined);
    } catch (error) {
      // Nothing of this came from a client: unless an end is gone by now it is a fault.
      if (this.#router.closed || there.closed || producer.closed) {
        return refused(mediaRefusals.rebuilding);
      }
      throw error;
    }
  }

  #pipeTo(there: types.Router): Promise<Pipe> {
    const known = this.#pipes.get(there);
    if (known !== undefined) return known;
    const opening = this.#openPipe(there);
    this.#pipes.set(there, opening);
    opening.catch(() => this.#pipes.delete(there));
    return opening;
  }

  async #openPipe(there: types.Router): Promise<Pipe> {
    const pipe = await Pipe.open(this.#router, there);
    pipe.onCarried((consumer) => this.#slot.countConsumer(consumer));
    pipe.onClosed(() => this.#pipes.delete(there));
    return pipe;
  }
}

/** What the router can receive, without the header extensions that the contract does not name. */
function offeredCapabilities(router: types.Router): RtpCapabilities {
  const { codecs, headerExtensions = [] } = router.rtpCapabilities;
  const known = headerExtensions.filter(
    (extension) => headerExtensionUriSchema.safeParse(extension.uri).success,
  );
  return rtpCapabilitiesSchema.parse(onTheWire({ codecs, headerExtensions: known }));
}
