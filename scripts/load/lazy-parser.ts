import { EventEmitter } from "node:events";

/** What socket.io's client asks to be put on the wire. */
type Outgoing = Readonly<{ type: number; nsp: string; data?: unknown; id?: number }>;

const connect = 0;
const event = 2;
const ack = 3;
const connectError = 4;

/** The name under which everything that the server sends unasked reaches its listener, as text. */
export const unread = "unread";

class Encoder {
  encode({ type, data, id }: Outgoing): readonly string[] {
    const body = data === undefined ? "" : JSON.stringify(data);
    return [`${type}${id ?? ""}${body}`];
  }
}

/**
 * Reads of what comes in (socket.io protocol 5, text packets of the main namespace) only what the client itself needs, and
 * hands on what the server sends unasked as it came: thousands of viewers must not cost more to play than to serve.
 */
class Decoder extends EventEmitter {
  add(packet: unknown): void {
    if (typeof packet !== "string") throw new Error("a packet is no text");
    const type = packet.charCodeAt(0) - 48;
    const rest = packet.slice(1);
    if (type === event) {
      this.emit("decoded", { type, nsp: "/", data: [unread, rest] });
      return;
    }
    if (type === ack) {
      const body = rest.indexOf("[");
      const id = Number(rest.slice(0, body));
      this.emit("decoded", { type, nsp: "/", id, data: JSON.parse(rest.slice(body)) });
      return;
    }
    const hasBody = (type === connect || type === connectError) && rest !== "";
    this.emit("decoded", { type, nsp: "/", ...(hasBody ? { data: JSON.parse(rest) } : {}) });
  }

  destroy(): void {
    this.removeAllListeners();
  }
}

/** For the `parser` option of socket.io's client. */
export const lazyParser = { Encoder, Decoder };
