import type { MediaSocket } from "../../../client/src/media/ask.ts";
import type { Conditions } from "./line.ts";
import { TcpRelay } from "./tcp-relay.ts";
import { UdpRelay } from "./udp-relay.ts";

/** Media's own pieces of network between one client and its server: one for UDP, one for TCP. */
export type MediaPath = Readonly<{
  /** The client's socket, but what it hears of where to send media leads through here. */
  socket: MediaSocket;
  udp: UdpRelay;
  tcp: TcpRelay;
  /** Both at once. */
  set: (conditions: Conditions) => void;
  close: () => void;
}>;

type Candidate = Readonly<{ protocol: string; port: number } & Record<string, unknown>>;

/** Leads the media of a socket's client through relays. Signalling goes as it went. */
export async function mediaPath(
  socket: MediaSocket,
  chance: () => number = Math.random,
): Promise<MediaPath> {
  const ports = new Map<string, number>();
  const udp = await UdpRelay.open(() => ports.get("udp") ?? 0, chance);
  const tcp = await TcpRelay.open(() => ports.get("tcp") ?? 0, chance);
  const relays = new Map([
    ["udp", udp.port],
    ["tcp", tcp.port],
  ]);
  const relayed = (candidates: readonly unknown[]) =>
    [...relays].flatMap(([protocol, port]) => {
      const own = candidates.filter(isCandidate).find((each) => each.protocol === protocol);
      if (own === undefined) return [];
      ports.set(protocol, own.port);
      return [{ ...own, ip: "127.0.0.1", address: "127.0.0.1", port }];
    });
  return {
    socket: {
      get connected() {
        return socket.connected;
      },
      on: (event, listener) => socket.on(event, listener),
      off: (event, listener) => socket.off(event, listener),
      emitWithAck: async (event, payload) => {
        const answer = await socket.emitWithAck(event, payload);
        if (typeof answer !== "object" || answer === null || !("iceCandidates" in answer))
          return answer;
        const { iceCandidates } = answer;
        if (!Array.isArray(iceCandidates)) return answer;
        return { ...answer, iceCandidates: relayed(iceCandidates) };
      },
    },
    udp,
    tcp,
    set: (conditions) => {
      udp.set(conditions);
      tcp.set(conditions);
    },
    close: () => {
      udp.close();
      tcp.close();
    },
  };
}

function isCandidate(value: unknown): value is Candidate {
  return (
    typeof value === "object" &&
    value !== null &&
    "protocol" in value &&
    typeof value.protocol === "string" &&
    "port" in value &&
    typeof value.port === "number"
  );
}
