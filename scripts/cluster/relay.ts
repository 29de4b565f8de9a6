import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** Where a relay leads: a port on loopback, or a Unix socket. */
export type Place = Readonly<{ port: number }> | Readonly<{ path: string }>;

/** A place that a new connection is led to; undefined while there is none. */
export type Leading = () => Place | undefined;

/**
 * A line of TCP that can be cut or stalled: whoever connects to its port is led on to another place, until somebody
 * faults it.
 */
export class Relay {
  readonly port: number;
  readonly #server: Server;
  readonly #leading: Leading;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #mode: "open" | "cut" | "stalled" = "open";

  private constructor(server: Server, port: number, leading: Leading) {
    this.#server = server;
    this.port = port;
    this.#leading = leading;
    server.on("connection", (socket) => this.#lead(socket));
  }

  static async open(leading: Leading): Promise<Relay> {
    const server = createServer({ allowHalfOpen: false, pauseOnConnect: true });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("a relay has no port");
    return new Relay(server, address.port, leading);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends every connection, and refuses new ones until it is mended. */
  cut(): void {
    this.#mode = "cut";
    this.drop();
  }

  /** Passes nothing on and ends nothing, as a cable that was pulled: nobody hears of it. */
  stall(): void {
    this.#mode = "stalled";
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  mend(): void {
    this.#mode = "open";
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  /** Ends every connection, as a balancer does with those to a node that it gave up. */
  drop(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    this.#pairs.clear();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, "close");
  }

  #lead(from: Socket): void {
    const place = this.#mode === "cut" ? undefined : this.#leading();
    if (place === undefined) {
      from.destroy();
      return;
    }
    const to = connect("path" in place ? { path: place.path } : { ...place, host: "127.0.0.1" });
    const pair = [from, to] as const;
    this.#pairs.add(pair);
    this.#pass(from, to);
    this.#pass(to, from);
    const end = (): void => {
      this.#pairs.delete(pair);
      from.destroy();
      to.destroy();
    };
    for (const socket of pair) socket.setNoDelay(true).on("error", end).on("close", end);
    if (this.#mode === "stalled") to.pause();
    else from.resume();
  }

  #pass(from: Socket, to: Socket): void {
    from.on("data", (bytes: Buffer) => {
      if (!to.write(bytes)) from.pause();
    });
    to.on("drain", () => {
      if (this.#mode !== "stalled") from.resume();
    });
    from.on("end", () => to.end());
  }
}
