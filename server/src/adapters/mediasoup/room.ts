import type { types } from "mediasoup";
import {
  headerExtensionUriSchema,
  rtpCapabilitiesSchema,
} from "@yuanping/shared/contracts/media-rtp.ts";
import type { RtpCapabilities } from "@yuanping/shared/contracts/media-rtp.ts";
import type { PlaneProducer, PlaneRoom, PlaneTap, PlaneTransport } from "../../media/plane.ts";
import { granted, mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import { onTheWire } from "./attempt.ts";
import { mediaCodecs } from "./codecs.ts";
import { openTap } from "./tap.ts";
import { maxIncomingBitrate, MediasoupTransport } from "./transport.ts";
import type { WorkerSlot } from "./worker-slot.ts";

/** How loud, in dBov, and how often looked at, in milliseconds. */
const speakerThreshold = -60;
const speakerInterval = 500;

/** One router with its audio level observer, on one worker. */
export class MediasoupRoom implements PlaneRoom {
  readonly rtpCapabilities: RtpCapabilities;
  readonly #slot: WorkerSlot;
  readonly #router: types.Router;
  readonly #levels: types.AudioLevelObserver;
  #closed = false;

  private constructor(slot: WorkerSlot, router: types.Router, levels: types.AudioLevelObserver) {
    this.#slot = slot;
    this.#router = router;
    this.#levels = levels;
    this.rtpCapabilities = offeredCapabilities(router);
    router.observer.once("close", () => slot.release(this));
  }

  /** Opens a router on a worker; rejects when the worker dies meanwhile. */
  static async open(slot: WorkerSlot): Promise<MediasoupRoom> {
    const router = await slot.worker.createRouter({ mediaCodecs });
    const levels = await router.createAudioLevelObserver({
      maxEntries: 1,
      threshold: speakerThreshold,
      interval: speakerInterval,
    });
    return new MediasoupRoom(slot, router, levels);
  }

  reserve(need: number): void {
    if (!this.#router.closed) this.#slot.reserve(this, need);
  }

  hasCapacity(): boolean {
    return this.#slot.hasCapacity();
  }

  async openTransport(): Promise<Outcome<PlaneTransport>> {
    if (this.#router.closed) return refused(mediaRefusals.rebuilding);
    try {
      const transport = await this.#router.createWebRtcTransport({
        webRtcServer: this.#slot.server,
        enableUdp: true,
        enableTcp: true,
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

  onSpeaker(listener: (producer: string | undefined) => void): void {
    this.#levels.on("volumes", (volumes) => listener(volumes[0]?.producer.id));
    this.#levels.on("silence", () => listener(undefined));
  }

  close(): void {
    this.#closed = true;
    this.#router.close();
  }

  #home() {
    return {
      produced: async (producer: types.Producer) => {
        if (producer.kind === "audio") await this.#levels.addProducer({ producerId: producer.id });
      },
      consumed: (consumer: types.Consumer) => this.#slot.countConsumer(consumer),
    };
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
