import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { Line, type Conditions } from "./line.ts";

/** So much of a connection is under way at most, in bytes; then its sender has to wait. */
const window = 256 * 1024;

/**
 * A piece of network between clients and a TCP port of this machine. A cut holds everything back, ends of connections
 * too, as a cable that is pulled does: neither side is told, and what was sent comes through afterwards.
 */
export class TcpRelay {
  readonly port: number;
  readonly #server: Server;
  readonly #chance: () => number;
  readonly #flows = new Set<Flow>();
  #conditions: Conditions = {};
  /** Bytes that came through, both ways. */
  carried = 0;

  private constructor(server: Server, port: number, target: () => number, chance: () => number) {
    this.#server = server;
    this.port = port;
    this.#chance = chance;
    server.on("connection", (near) => this.#join(near, target()));
  }

  /** `target`: the server's port now, asked for each connection. */
  static async open(target: () => number, chance: () => number = Math.random): Promise<TcpRelay> {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port was given");
    return new TcpRelay(server, address.port, target, chance);
  }

  get connections(): number {
    return this.#flows.size / 2;
  }

  set(conditions: Conditions): void {
    this.#conditions = conditions;
    for (const flow of this.#flows) flow.set(conditions);
  }

  /** The way changes: connections that are open lead nowhere any more, and neither side is told. */
  changeWay(): void {
    for (const flow of this.#flows) flow.lose();
  }

  close(): void {
    this.#server.close();
    for (const flow of this.#flows) flow.destroy();
    this.#flows.clear();
  }

  #join(near: Socket, target: number): void {
    const far = connect({ port: target, host: "127.0.0.1", allowHalfOpen: true });
    for (const socket of [near, far]) socket.setNoDelay(true);
    const count = (bytes: number) => {
      this.carried += bytes;
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      const flow = new Flow(from, to, new Line(this.#chance), count);
      flow.set(this.#conditions);
      this.#flows.add(flow);
      from.once("close", () => this.#flows.delete(flow));
    }
  }
}

/** One direction of one connection. */
class Flow {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #line: Line;
  readonly #count: (bytes: number) => void;
  #held: (Buffer | "end" | "broken")[] = [];
  #heldBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #lost = false;

  constructor(from: Socket, to: Socket, line: Line, count: (bytes: number) => void) {
    this.#from = from;
    this.#to = to;
    this.#line = line;
    this.#count = count;
    from.on("data", (bytes) => this.#hold(bytes));
    from.on("end", () => this.#hold("end"));
    from.on("error", () => this.#hold("broken"));
    from.on("close", (hadError) => this.#hold(hadError ? "broken" : "end"));
  }

  set(conditions: Conditions): void {
    this.#line.set(conditions);
    this.#deliver();
  }

  lose(): void {
    this.#lost = true;
    this.#held = [];
    this.#from.resume();
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#lost = true;
    this.#from.destroy();
  }

  #hold(piece: Buffer | "end" | "broken"): void {
    if (this.#lost) return;
    this.#held.push(piece);
    if (typeof piece !== "string") this.#heldBytes += piece.length;
    if (this.#heldBytes > window) this.#from.pause();
    this.#deliver();
  }

  /** Sends on what is held, piece after piece, each when the line lets it out. */
  #deliver(): void {
    if (this.#timer !== undefined || this.#lost || this.#line.conditions.cut === true) return;
    const [piece] = this.#held;
    if (piece === undefined) return;
    const now = performance.now();
    const out = this.#line.bytes(typeof piece === "string" ? 0 : piece.length, now);
    if (out <= now) {
      this.#send();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#line.conditions.cut !== true) this.#send();
    }, out - now);
  }

  #send(): void {
    const piece = this.#held.shift();
    if (piece === undefined || this.#lost) return;
    if (piece === "broken") this.#to.destroy();
    else if (piece === "end") this.#to.end();
    else {
      this.#heldBytes -= piece.length;
      this.#count(piece.length);
      if (!this.#to.destroyed) this.#to.write(piece);
      if (this.#heldBytes <= window) this.#from.resume();
    }
    this.#deliver();
  }
}
