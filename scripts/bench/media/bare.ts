import { EventEmitter } from "node:events";
import { createWorker } from "mediasoup";
import type { types } from "mediasoup";
import {
  mediaConnect,
  mediaConsume,
  mediaProduce,
  mediaResume,
  mediaTransport,
} from "@yuanping/shared/contracts/media.ts";
import { headerExtensionUriSchema } from "@yuanping/shared/contracts/media-rtp.ts";
import type { MediaSocket } from "../../../client/src/media/ask.ts";
import { mediaCodecs } from "../../../server/src/adapters/mediasoup/codecs.ts";
import { workerPath } from "../../demo/media-server.ts";

type Track = Readonly<{ producer: string; person: string; source: string; paused: boolean }>;

/**
 * Forwarding by mediasoup and nothing else: one router, everybody gets everything, no rooms, no rights, no record. It
 * answers the same requests in the same process, so that the same clients send the same streams.
 */
export class BareForwarding {
  readonly #worker: types.Worker;
  readonly #server: types.WebRtcServer;
  readonly #router: types.Router;
  readonly #transports = new Map<string, types.WebRtcTransport>();
  readonly #consumers = new Map<string, types.Consumer>();
  readonly #listeners = new Map<string, EventEmitter>();
  #tracks: readonly Track[] = [];
  #version = 0;

  private constructor(worker: types.Worker, server: types.WebRtcServer, router: types.Router) {
    this.#worker = worker;
    this.#server = server;
    this.#router = router;
  }

  static async start(): Promise<BareForwarding> {
    const worker = await createWorker({ workerBin: workerPath(), logLevel: "warn" });
    const server = await worker.createWebRtcServer({
      listenInfos: [{ protocol: "udp", ip: "127.0.0.1" }],
    });
    return new BareForwarding(worker, server, await worker.createRouter({ mediaCodecs }));
  }

  get pid(): number {
    return this.#worker.pid;
  }

  get consumers(): number {
    return this.#consumers.size;
  }

  stop(): void {
    this.#worker.close();
  }

  socketOf(person: string): MediaSocket {
    const events = new EventEmitter();
    this.#listeners.set(person, events);
    return {
      connected: true,
      on: (event, listener) => events.on(event, listener),
      off: (event, listener) => events.off(event, listener),
      emitWithAck: async (event, payload) =>
        onTheWire({ ok: true, ...(await this.#answer(person, event, payload)) }),
    };
  }

  async #answer(person: string, event: string, payload: unknown): Promise<object> {
    switch (event) {
      case "media:join":
        queueMicrotask(() => this.#announce());
        return {
          status: "ready",
          epoch: 1,
          routerRtpCapabilities: offered(this.#router),
          iceServers: [],
        };
      case mediaTransport.name: {
        const transport = await this.#router.createWebRtcTransport({
          webRtcServer: this.#server,
          initialAvailableOutgoingBitrate: 1_000_000,
        });
        this.#transports.set(transport.id, transport);
        const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
        return { transport: id, iceParameters, iceCandidates, dtlsParameters };
      }
      case mediaConnect.name: {
        const { transport, dtlsParameters } = mediaConnect.payload.parse(payload);
        await this.#transport(transport).connect({ dtlsParameters });
        return {};
      }
      case mediaProduce.name: {
        const { transport, source, kind, rtpParameters } = mediaProduce.payload.parse(payload);
        const made = await this.#transport(transport).produce({ kind, rtpParameters });
        this.#tracks = [...this.#tracks, { producer: made.id, person, source, paused: false }];
        this.#announce();
        return { producer: made.id };
      }
      case mediaConsume.name: {
        const { transport, producer, rtpCapabilities } = mediaConsume.payload.parse(payload);
        const consumer = await this.#transport(transport).consume({
          producerId: producer,
          rtpCapabilities,
          paused: true,
          enableRtx: true,
        });
        this.#consumers.set(consumer.id, consumer);
        const { id, kind, rtpParameters } = consumer;
        return { consumer: id, producer, kind, rtpParameters };
      }
      case mediaResume.name:
        await this.#consumers.get(mediaResume.payload.parse(payload).consumer)?.resume();
        return {};
      default:
        return {};
    }
  }

  #transport(id: string): types.WebRtcTransport {
    const found = this.#transports.get(id);
    if (found === undefined) throw new Error("a transport of nobody");
    return found;
  }

  #announce(): void {
    this.#version += 1;
    for (const [person, events] of this.#listeners) {
      const tracks = this.#tracks.filter((track) => track.person !== person);
      events.emit("media:tracks", { epoch: 1, version: this.#version, tracks });
    }
  }
}

/** What the contract does not name, clients do not understand. */
function offered({ rtpCapabilities }: types.Router): types.RtpCapabilities {
  const { codecs = [], headerExtensions = [] } = rtpCapabilities;
  return {
    codecs,
    headerExtensions: headerExtensions.filter(
      ({ uri }) => headerExtensionUriSchema.safeParse(uri).success,
    ),
  };
}

/** What a value looks like after travelling as JSON. */
function onTheWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
