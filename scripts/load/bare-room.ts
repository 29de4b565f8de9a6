import { randomBytes } from "node:crypto";
import { Marks, type Tally } from "./tally.ts";
import { WireSeat } from "./wire-seat.ts";

/** A room of the bare server, with as many seats as one of ours. */
export class BareRoom {
  readonly seats: number;
  readonly #name: string;
  readonly #lines: WireSeat[] = [];
  readonly #marks = new Marks();
  #tally: Tally | undefined;
  #sent = 0;

  constructor(name: string, seats: number) {
    this.#name = name;
    this.seats = seats;
  }

  async enter(seat: number, url: string): Promise<number> {
    const line = new WireSeat({
      url,
      path: "/socket.io",
      headers: {},
      onNotice: (text) => {
        if (this.#tally === undefined) return;
        this.#tally.notice("shown", Buffer.byteLength(text));
        this.#marks.look(seat, text, this.#tally);
      },
      onLost: () => {
        if (this.#tally !== undefined) this.#tally.broken += 1;
      },
    });
    this.#lines[seat] = line;
    await line.connect();
    await line.ask("join", this.#name);
    return 0;
  }

  /** Whether nothing is under way. */
  get isQuiet(): boolean {
    return this.#marks.isEmpty;
  }

  count(tally: Tally): void {
    this.#tally = tally;
  }

  async send(text: string, tally: Tally): Promise<void> {
    const line = this.#lines[this.#sent % this.seats];
    this.#sent += 1;
    const mark = `mark-${randomBytes(6).toString("hex")}`;
    this.#marks.send(mark, this.seats);
    const from = performance.now();
    try {
      await line?.ask("send", `${text}${mark}`);
      tally.acks.add(performance.now() - from);
    } catch {
      tally.lost += 1;
    }
  }

  close(tally: Tally): void {
    this.#marks.close(tally);
    for (const line of this.#lines) line.close();
  }
}
