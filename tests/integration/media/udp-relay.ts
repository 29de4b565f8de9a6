import { createSocket } from "node:dgram";
import type { Socket as Datagrams } from "node:dgram";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { MediaSocket } from "../../../client/src/media/ask.ts";
import { record } from "./harness.ts";

/** A piece of network between one client and the server's UDP port, which can be cut and joined again. */
export type UdpRelay = Readonly<{
  port: number;
  cut: (isCut: boolean) => void;
  close: () => void;
}>;

export async function udpRelay(serverPort: () => number): Promise<UdpRelay> {
  const near = createSocket("udp4");
  const far = new Map<number, Datagrams>();
  let isCut = false;
  const towardsServer = (clientPort: number): Datagrams => {
    const known = far.get(clientPort);
    if (known !== undefined) return known;
    const socket = createSocket("udp4");
    socket.on("message", (packet) => {
      if (!isCut) near.send(packet, clientPort, "127.0.0.1");
    });
    far.set(clientPort, socket);
    return socket;
  };
  near.on("message", (packet, from) => {
    if (!isCut) towardsServer(from.port).send(packet, serverPort(), "127.0.0.1");
  });
  near.bind(0, "127.0.0.1");
  await once(near, "listening");
  const { port }: AddressInfo = near.address();
  return {
    port,
    cut: (now) => {
      isCut = now;
    },
    close: () => {
      near.close();
      for (const socket of far.values()) socket.close();
    },
  };
}

/** The same socket, but media goes through a relay: the server's UDP candidate is replaced and TCP left out. */
export async function throughRelay(socket: MediaSocket) {
  let serverPort = 0;
  const relay = await udpRelay(() => serverPort);
  const relayed: MediaSocket = {
    get connected() {
      return socket.connected;
    },
    on: (event, listener) => socket.on(event, listener),
    off: (event, listener) => socket.off(event, listener),
    emitWithAck: async (event, payload) => {
      const answer = record(await socket.emitWithAck(event, payload));
      const candidates = answer["iceCandidates"];
      if (!Array.isArray(candidates)) return answer;
      const udp = candidates.map(record).find(({ protocol }) => protocol === "udp");
      serverPort = Number(udp?.["port"]);
      return { ...answer, iceCandidates: [{ ...udp, port: relay.port }] };
    },
  };
  return { relay, relayed };
}
