import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import type { Socket } from "socket.io-client";
import { ask, type Refused } from "./ask.ts";
import type { PersonCommand } from "./command.ts";

export type Sent = Readonly<{ ok: true }> | Refused;

/** What goes with a command and is on no record. */
export type Unrecorded = Readonly<{ password?: string; share?: string }>;

type Entry = Readonly<{
  message: Readonly<{ id: string; command: PersonCommand } & Unrecorded>;
  settle: (sent: Sent) => void;
}>;

/**
 * Commands on their way. Each is sent with its id until it is acknowledged: after a time-out and after every new join, in
 * the order in which they were given. The server carries out one id once, so sending again is safe.
 */
export class Outbox {
  readonly #entries = new Map<string, Entry>();
  readonly #socket: Socket;
  readonly #changed: () => void;
  readonly #moved: () => void;
  #open = false;
  /** Counts openings: an answer to a try of an earlier one no longer causes another. */
  #opening = 0;

  /** @param moved hears that the room is no longer where it was joined */
  constructor(socket: Socket, changed: () => void, moved: () => void) {
    this.#socket = socket;
    this.#changed = changed;
    this.#moved = moved;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Takes a command in; the promise settles with the server's answer, or with the refusal that ends everything. */
  add(message: Entry["message"]): Promise<Sent> {
    return new Promise((settle) => {
      this.#entries.set(message.id, { message, settle });
      this.#changed();
      if (this.#open) this.#try(message.id);
    });
  }

  /** The room is joined: everything that waits goes out. */
  open(): void {
    this.#open = true;
    this.#opening += 1;
    for (const id of this.#entries.keys()) this.#try(id);
  }

  /** The room is out of reach: what comes in waits. */
  shut(): void {
    this.#open = false;
  }

  /** The room will not come back: everything is answered with `refusal`. */
  giveUp(refusal: SpokenRefusal): void {
    this.#open = false;
    for (const id of this.#entries.keys()) this.#settle(id, { ok: false, refusal });
  }

  #try(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    const opening = this.#opening;
    ask(this.#socket, "room:command", entry.message, (reply) => {
      if (reply.ok || !mustWait(reply.refusal)) {
        this.#settle(id, reply.ok ? { ok: true } : reply);
        return;
      }
      if (reply.refusal.code === "room.moved" && this.#open) this.#moved();
      if (reply.refusal.code !== "connection.unanswered") return;
      if (this.#open && opening === this.#opening) this.#try(id);
    });
  }

  #settle(id: string, sent: Sent): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    entry.settle(sent);
    this.#changed();
  }
}

/** Nobody answered, or the room is not joined here yet or any more: the next join sends it again. */
function mustWait({ code }: SpokenRefusal): boolean {
  return code === "connection.unanswered" || code === "room.not-joined" || code === "room.moved";
}
