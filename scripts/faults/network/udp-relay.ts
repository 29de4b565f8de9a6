import { createSocket } from "node:dgram";
import type { Socket } from "node:dgram";
import { once } from "node:events";
import { Line, type Conditions } from "./line.ts";

/** A piece of network between clients and a UDP port of this machine. */
export class UdpRelay {
  readonly port: number;
  readonly #near: Socket;
  readonly #target: () => number;
  readonly #up: Line;
  readonly #down: Line;
  /** Towards the server, by the client's port. */
  readonly #far = new Map<number, Socket>();
  readonly #underWay = new Set<NodeJS.Timeout>();
  /** Datagrams that came through, both ways. */
  carried = 0;

  private constructor(near: Socket, target: () => number, chance: () => number) {
    this.#near = near;
    this.port = near.address().port;
    this.#target = target;
    this.#up = new Line(chance);
    this.#down = new Line(chance);
    near.on("message", (packet, { port }) => {
      this.#pass(this.#up, packet, () => {
        this.#farOf(port).send(packet, this.#target(), "127.0.0.1");
      });
    });
  }

  /** `target`: the server's port now, asked for each datagram. */
  static async open(target: () => number, chance: () => number = Math.random): Promise<UdpRelay> {
    const near = createSocket("udp4");
    near.bind(0, "127.0.0.1");
    await once(near, "listening");
    return new UdpRelay(near, target, chance);
  }

  set(conditions: Conditions, direction: "both" | "up" | "down" = "both"): void {
    if (direction !== "down") this.#up.set(conditions);
    if (direction !== "up") this.#down.set(conditions);
  }

  close(): void {
    for (const timer of this.#underWay) clearTimeout(timer);
    this.#near.close();
    for (const socket of this.#far.values()) socket.close();
    this.#far.clear();
  }

  #farOf(clientPort: number): Socket {
    const known = this.#far.get(clientPort);
    if (known !== undefined) return known;
    const socket = createSocket("udp4");
    socket.on("message", (packet) => {
      this.#pass(this.#down, packet, () => this.#near.send(packet, clientPort, "127.0.0.1"));
    });
    this.#far.set(clientPort, socket);
    return socket;
  }

  #pass(line: Line, packet: Buffer, send: () => void): void {
    const now = performance.now();
    const out = line.datagram(packet.length, now);
    if (out === undefined) return;
    this.carried += 1;
    if (out <= now) {
      send();
      return;
    }
    const timer = setTimeout(() => {
      this.#underWay.delete(timer);
      send();
    }, out - now);
    this.#underWay.add(timer);
  }
}
