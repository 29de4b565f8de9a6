import type { types } from "mediasoup";
import type { PlaneTap, TapStream } from "../../media/plane.ts";
import { granted } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import { attempt } from "./attempt.ts";

/** A copy of one producer's packets, sent without encryption to a port of this machine. */
export class MediasoupTap implements PlaneTap {
  readonly stream: TapStream;
  readonly #transport: types.PlainTransport;
  readonly #consumer: types.Consumer;

  private constructor(transport: types.PlainTransport, consumer: types.Consumer) {
    this.#transport = transport;
    this.#consumer = consumer;
    this.stream = streamOf(consumer);
  }

  /** Rejects when the worker dies meanwhile, or the producer is gone. */
  static async open(router: types.Router, producerId: string): Promise<MediasoupTap> {
    const transport = await router.createPlainTransport({
      listenInfo: { protocol: "udp", ip: "127.0.0.1" },
      rtcpMux: true,
    });
    try {
      const rtpCapabilities = withoutRepair(router.rtpCapabilities);
      const consumer = await transport.consume({ producerId, rtpCapabilities, paused: true });
      return new MediasoupTap(transport, consumer);
    } catch (error) {
      transport.close();
      throw error;
    }
  }

  async connect(port: number): Promise<Outcome<void>> {
    return attempt(this.#transport, () => this.#transport.connect({ ip: "127.0.0.1", port }));
  }

  async resume(): Promise<Outcome<void>> {
    return attempt(this.#consumer, () => this.#consumer.resume());
  }

  async onFirstPacket(listener: () => void): Promise<void> {
    // A picture can be shown from its first key frame on, a sound from its first packet on.
    const kind = this.#consumer.kind === "video" ? "keyframe" : "rtp";
    let told = false;
    this.#consumer.on("trace", () => {
      if (told) return;
      told = true;
      listener();
      this.#consumer.enableTraceEvent([]).catch(() => undefined);
    });
    await this.#consumer.enableTraceEvent([kind]);
  }

  requestKeyFrame(): void {
    if (this.#consumer.closed || this.#consumer.kind !== "video") return;
    this.#consumer.requestKeyFrame().catch(() => undefined);
  }

  onClosed(listener: () => void): void {
    this.#consumer.observer.once("close", listener);
  }

  close(): void {
    this.#transport.close();
  }
}

/** The recorder asks for nothing again: on this machine nothing is lost between it and the worker. */
function withoutRepair({ codecs = [], ...rest }: types.RtpCapabilities): types.RtpCapabilities {
  return {
    ...rest,
    codecs: codecs
      .filter(({ mimeType }) => !/\/rtx$/i.test(mimeType))
      .map((codec) => ({
        ...codec,
        rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type }) => type !== "transport-cc"),
      })),
    headerExtensions: [],
  };
}

function streamOf(consumer: types.Consumer): TapStream {
  const [codec] = consumer.rtpParameters.codecs;
  if (codec === undefined) throw new Error("a consumer without a codec");
  const { mimeType, payloadType, clockRate, channels, parameters = {} } = codec;
  return {
    kind: consumer.kind,
    codec: mimeType.split("/")[1] ?? "",
    payloadType,
    clockRate,
    ...(channels === undefined ? {} : { channels }),
    parameters: Object.entries(parameters)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(";"),
  };
}

export async function openTap(
  router: types.Router,
  producerId: string,
): Promise<Outcome<PlaneTap>> {
  const opened = await attempt(router, () => MediasoupTap.open(router, producerId));
  return opened.ok ? granted(opened.value) : opened;
}
