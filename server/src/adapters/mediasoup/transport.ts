import type { types } from "mediasoup";
import { rtpParametersSchema } from "@yuanping/shared/contracts/media-rtp.ts";
import type {
  DtlsParameters,
  IceParameters,
  RtpCapabilities,
} from "@yuanping/shared/contracts/media-rtp.ts";
import { mediaTransport } from "@yuanping/shared/contracts/media.ts";
import type { MediaAnswer } from "@yuanping/shared/contracts/media.ts";
import type { PlaneConsumer, PlaneProducer, PlaneTransport } from "../../media/plane.ts";
import { granted, mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import { attempt, onTheWire } from "./attempt.ts";

/** What one peer may send at most, in bits a second: a camera in three layers and a desktop. */
export const maxIncomingBitrate = 6_000_000;

/**
 * Browsers' encoders ignore a request for a key frame within 300 ms of the last one (libwebrtc), and the worker asks
 * again only after a second. Asking no more often than that shows a second newcomer the picture in a third of the time.
 */
const keyFrameRequestDelay = 330;

/** Tells the room of what its transports carry. */
export interface TransportHome {
  produced(producer: types.Producer): Promise<void>;
  consumed(consumer: types.Consumer): void;
}

/** A WebRTC transport of one peer in one direction. */
export class MediasoupTransport implements PlaneTransport {
  readonly params: MediaAnswer<typeof mediaTransport>;
  readonly #transport: types.WebRtcTransport;
  readonly #home: TransportHome;

  constructor(transport: types.WebRtcTransport, home: TransportHome) {
    this.#transport = transport;
    this.#home = home;
    this.params = transportParams(transport);
  }

  async connect(dtlsParameters: DtlsParameters): Promise<Outcome<void>> {
    return attempt(this.#transport, () => this.#transport.connect({ dtlsParameters }));
  }

  async restartIce(): Promise<Outcome<IceParameters>> {
    return attempt(this.#transport, () => this.#transport.restartIce());
  }

  async produce(stream: Parameters<PlaneTransport["produce"]>[0]): Promise<Outcome<PlaneProducer>> {
    return attempt(this.#transport, async () => {
      const producer = await this.#transport.produce({ ...stream, keyFrameRequestDelay });
      await this.#home.produced(producer);
      return planeProducer(producer);
    });
  }

  async consume(
    { id }: PlaneProducer,
    rtpCapabilities: RtpCapabilities,
  ): Promise<Outcome<PlaneConsumer>> {
    if (this.#transport.closed) return refused(mediaRefusals.rebuilding);
    return attempt(this.#transport, async () => {
      const consumer = await this.#transport.consume({
        producerId: id,
        rtpCapabilities,
        paused: true,
        enableRtx: true,
      });
      this.#home.consumed(consumer);
      return planeConsumer(consumer);
    });
  }

  close(): void {
    this.#transport.close();
  }
}

function transportParams(transport: types.WebRtcTransport): MediaAnswer<typeof mediaTransport> {
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
  const answer = { ok: true, transport: id, iceParameters, iceCandidates, dtlsParameters };
  const { ok: _, ...params } = mediaTransport.answer.parse(onTheWire(answer));
  return params;
}

function planeProducer(producer: types.Producer): PlaneProducer {
  return {
    id: producer.id,
    kind: producer.kind,
    isPaused: () => producer.paused,
    onScore: (listener) => {
      // Of a simulcast the best layer counts: the others rest when nobody wants them or the sender is short.
      producer.on("score", (scores) => listener(Math.max(0, ...scores.map(({ score }) => score))));
    },
    pause: () => attempt(producer, () => producer.pause()),
    resume: () => attempt(producer, () => producer.resume()),
    close: () => producer.close(),
  };
}

function planeConsumer(consumer: types.Consumer): PlaneConsumer {
  return {
    id: consumer.id,
    kind: consumer.kind,
    rtpParameters: rtpParametersSchema.parse(onTheWire(consumer.rtpParameters)),
    pause: () => attempt(consumer, () => consumer.pause()),
    resume: () => attempt(consumer, () => consumer.resume()),
    setLayers: async ({ spatial, temporal }) => {
      // Layers are a wish; a track that has only one is received as it is.
      if (consumer.type === "simple") return granted(undefined);
      return attempt(consumer, () =>
        consumer.setPreferredLayers({ spatialLayer: spatial, temporalLayer: temporal }),
      );
    },
    close: () => consumer.close(),
  };
}
