import type { types } from "mediasoup";
import { rtpParametersSchema } from "@yuanping/shared/contracts/media-rtp.ts";
import type {
  DtlsParameters,
  IceParameters,
  RtpCapabilities,
} from "@yuanping/shared/contracts/media-rtp.ts";
import { mediaTransport } from "@yuanping/shared/contracts/media.ts";
import type { MediaAnswer } from "@yuanping/shared/contracts/media.ts";
import type { PlaneConsumer, PlaneProducer, PlaneTransport, Traffic } from "../../media/plane.ts";
import { granted, mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import { attempt, onTheWire } from "./attempt.ts";
import { keyFrameRequestDelay } from "./codecs.ts";

/** What one peer may send at most, in bits a second: a camera in three layers and a desktop. */
export const maxIncomingBitrate = 6_000_000;

/** What a transport needs of its router. */
export interface TransportHome {
  /** Makes what has come to be sent known to the router. */
  produced(producer: types.Producer): Promise<PlaneProducer>;
  /** Makes a producer of any router known to this one. */
  bring(producer: PlaneProducer): Promise<Outcome<void>>;
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
      return this.#home.produced(producer);
    });
  }

  async consume(
    producer: PlaneProducer,
    rtpCapabilities: RtpCapabilities,
  ): Promise<Outcome<PlaneConsumer>> {
    const brought = await this.#home.bring(producer);
    if (!brought.ok) return brought;
    if (this.#transport.closed) return refused(mediaRefusals.rebuilding);
    return attempt(this.#transport, async () => {
      const consumer = await this.#transport.consume({
        producerId: producer.id,
        rtpCapabilities,
        paused: true,
        enableRtx: true,
      });
      this.#home.consumed(consumer);
      return planeConsumer(consumer);
    });
  }

  async traffic(): Promise<Outcome<Traffic>> {
    return attempt(this.#transport, async () => {
      const [stats] = await this.#transport.getStats();
      return { received: stats?.rtpBytesReceived ?? 0, sent: stats?.rtpBytesSent ?? 0 };
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
