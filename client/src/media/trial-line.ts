import {
  dtlsParametersSchema,
  rtpCapabilitiesSchema,
  rtpParametersSchema,
} from "@yuanping/shared/contracts/media-rtp.ts";
import type { IceServer } from "@yuanping/shared/contracts/media-rtp.ts";
import {
  trialConnect,
  trialConsume,
  trialProduce,
  trialTraffic,
  trialTransport,
} from "@yuanping/shared/contracts/media-trial.ts";
import type { TrialWay } from "@yuanping/shared/contracts/media-trial.ts";
import type { types } from "mediasoup-client";
import { ask, onTheWire } from "./ask.ts";
import type { MediaSocket } from "./ask.ts";

/** A path may take so long to open, and bytes so long to come, in milliseconds: together less than a trial may last. */
const connectPatience = 5000;
const bytesPatience = 3000;
const lookEvery = 150;

type TrialLineOptions = Readonly<{
  socket: MediaSocket;
  device: types.Device;
  way: TrialWay;
  iceServers: readonly IceServer[];
  signal: AbortSignal;
}>;

/** One way of a trial, UDP or TCP. Each step rejects when it does not work. */
export class TrialLine {
  readonly #options: TrialLineOptions;
  readonly #transports: types.Transport[] = [];
  #sending: types.Transport | undefined;

  constructor(options: TrialLineOptions) {
    this.#options = options;
  }

  /** Resolves when there is a path for the track. */
  async open(track: MediaStreamTrack): Promise<void> {
    const transport = await this.#transport("send");
    this.#sending = transport;
    transport.on("produce", ({ kind, rtpParameters }, accept, reject) => {
      const stream = { kind, rtpParameters: rtpParametersSchema.parse(onTheWire(rtpParameters)) };
      const { socket, signal } = this.#options;
      ask(socket, trialProduce, { transport: transport.id, ...stream }, signal).then(
        ({ producer }) => accept({ id: producer }),
        reject,
      );
    });
    await transport.produce({ track, stopTracks: false });
    await this.#until(() => transport.connectionState === "connected", connectPatience);
  }

  /** Resolves when bytes of the track have arrived at the server. */
  async publish(): Promise<void> {
    const transport = this.#sending;
    if (transport === undefined) throw new Error("nothing is being sent");
    await this.#until(async () => (await this.#traffic(transport)).received > 0, bytesPatience);
  }

  /** Resolves when bytes of the track have come back, and the server has counted some that it sent. */
  async receive(): Promise<void> {
    const { socket, device, signal } = this.#options;
    const transport = await this.#transport("receive");
    const rtpCapabilities = rtpCapabilitiesSchema.parse(onTheWire(device.recvRtpCapabilities));
    const offered = await ask(
      socket,
      trialConsume,
      { transport: transport.id, rtpCapabilities },
      signal,
    );
    await transport.consume({
      id: offered.consumer,
      producerId: offered.producer,
      kind: offered.kind,
      rtpParameters: offered.rtpParameters,
    });
    await this.#until(async () => (await arrived(transport)) > 0, bytesPatience);
    await this.#until(async () => (await this.#traffic(transport)).sent > 0, bytesPatience);
  }

  close(): void {
    for (const transport of this.#transports) transport.close();
  }

  async #transport(direction: "send" | "receive"): Promise<types.Transport> {
    const { socket, device, way, iceServers, signal } = this.#options;
    const { transport: id, ...params } = await ask(
      socket,
      trialTransport,
      { way, direction },
      signal,
    );
    const options = { id, ...params, iceServers: [...iceServers] };
    const transport =
      direction === "send"
        ? device.createSendTransport(options)
        : device.createRecvTransport(options);
    this.#transports.push(transport);
    transport.on("connect", ({ dtlsParameters }, accept, reject) => {
      const request = {
        transport: id,
        dtlsParameters: dtlsParametersSchema.parse(onTheWire(dtlsParameters)),
      };
      ask(socket, trialConnect, request, signal).then(() => accept(), reject);
    });
    return transport;
  }

  async #traffic({ id }: types.Transport) {
    const { socket, signal } = this.#options;
    return ask(socket, trialTraffic, { transport: id }, signal);
  }

  /** Looks again and again; rejects when it has not come true in time. */
  async #until(holds: () => boolean | Promise<boolean>, patience: number): Promise<void> {
    const limit = AbortSignal.any([this.#options.signal, AbortSignal.timeout(patience)]);
    while (!(await holds())) {
      limit.throwIfAborted();
      await new Promise((resolve) => {
        setTimeout(resolve, lookEvery);
      });
    }
  }
}

/** Bytes of the received track that this side has counted. */
async function arrived(transport: types.Transport): Promise<number> {
  let bytes = 0;
  for (const [, entry] of await transport.getStats()) {
    const { type, bytesReceived } = entry;
    if (type === "inbound-rtp" && typeof bytesReceived === "number") bytes += bytesReceived;
  }
  return bytes;
}
