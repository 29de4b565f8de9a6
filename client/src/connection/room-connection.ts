import { movedSchema, notices, type Moved } from "@yuanping/shared/contracts/socket.ts";
import type { ReplyOf, RequestName } from "@yuanping/shared/contracts/socket.ts";
import { changedView } from "@yuanping/shared/contracts/view-change.ts";
import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { hex, sha256, utf8 } from "@yuanping/shared/tlog/index.ts";
import { Manager, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";
import { Addresses, targetOf } from "./addresses.ts";
import { ask, type Refused } from "./ask.ts";
import { checkLine } from "./check-line.ts";
import { newCommandId, type PersonCommand } from "./command.ts";
import { Outbox, type Sent, type Unrecorded } from "./outbox.ts";
import { closed, offline, replaced, unanswered } from "./own-refusals.ts";
import { refusalOf } from "./refusal-of.ts";
import { firstState, newerHead, withLines, type RoomState } from "./room-state.ts";

export type RoomOptions = Readonly<{
  /** The server's origin. */
  url: string;
  evaluation: string;
  /** E.g. `{extraHeaders: {cookie}}` outside a browser. */
  socketOptions?: Partial<ManagerOptions & SocketOptions>;
}>;

export type Draft = Readonly<{ revision: number; ciphertext: string }>;

/** Pause before another try where socket.io does not try by itself, in milliseconds. */
const retryPause = 1500;
/** A room that moves to another server is shown as it was for this long, in milliseconds; then the line counts as lost. */
const movePatience = 3000;
/** Pauses between tries grow no longer than about this, in milliseconds: a network that is back is not waited for in vain. */
const reconnectionDelayMax = 1500;
/** A try may take so long, in milliseconds: a slow line needs seconds for it, and one that began in a cut is lost. */
const connectPatience = 8000;
/** Moves in a row, without being let in between, before it is asked more slowly. */
const movesAtOnce = 3;

/** Opens a connection to one evaluation's room and keeps it until `close`. */
export function openRoom(options: RoomOptions): RoomConnection {
  return new RoomConnection(options);
}

/**
 * One person's line to one room. Observe it by `subscribe` and `getSnapshot`; every change makes a new snapshot. What
 * comes in is parsed; a join always brings the whole view, and a gap in versions leads to a new join.
 */
export class RoomConnection {
  readonly socket: Socket;
  readonly evaluation: string;
  readonly #listeners = new Set<() => void>();
  readonly #outbox: Outbox;
  #state: RoomState = firstState;
  #joining = false;
  /** The highest version announced while a join was under way. */
  #announced = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Shows that a ticket was given to this client, where no cookie does. */
  readonly #secret = newCommandId() + newCommandId();
  readonly #addresses: Addresses;
  readonly #transports: ManagerOptions["transports"];
  #at: string;
  #moving: ReturnType<typeof setTimeout> | undefined;
  #moves = 0;

  constructor({ url, evaluation, socketOptions }: RoomOptions) {
    this.evaluation = evaluation;
    this.#addresses = new Addresses(url);
    this.#transports = socketOptions?.transports ?? ["polling", "websocket"];
    this.#at = this.#addresses.next();
    // The manager keeps its options: where the next connection goes can be changed, and the socket stays the same for
    // everybody who listens on it.
    const manager = new Manager({
      path: "/socket",
      withCredentials: true,
      reconnectionDelay: 500,
      reconnectionDelayMax,
      timeout: connectPatience,
      ...socketOptions,
      ...targetOf(this.#at),
    });
    this.socket = manager.socket("/", socketOptions);
    this.#outbox = new Outbox(
      this.socket,
      () => this.#update({ waiting: this.#outbox.size }),
      () => this.#rejoin(),
    );
    this.#listen();
  }

  getSnapshot = (): RoomState => this.#state;

  /** Calls `listener` after every change, until the function it answers is called. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /**
   * Sends a command and waits for its effect, across time-outs and lost connections, under one id. `password` is for
   * commands that sign for the person, `share` for the release of one. Give the id of an earlier try to repeat exactly that one.
   */
  send(
    command: PersonCommand,
    { id = newCommandId(), ...unrecorded }: Readonly<{ id?: string } & Unrecorded> = {},
  ): Promise<Sent> {
    const end = this.#end();
    if (end !== undefined) return Promise.resolve({ ok: false, refusal: end });
    return this.#outbox.add({ id, command, ...unrecorded });
  }

  /** Saves the sealed draft; refused with `connection.offline` while the room is out of reach. */
  saveDraft(draft: Draft): Promise<ReplyOf<"draft:save"> | Refused> {
    return this.#whenJoined<"draft:save">((done) => ask(this.socket, "draft:save", draft, done));
  }

  loadDraft(): Promise<ReplyOf<"draft:load"> | Refused> {
    return this.#whenJoined<"draft:load">((done) => ask(this.socket, "draft:load", {}, done));
  }

  /** The server's time now, in milliseconds. */
  now(): number {
    return Date.now() + this.#state.clockOffset;
  }

  /** After `replaced` or `refused`: takes the seat back, or tries once more. */
  comeBack(): void {
    const { status, view } = this.#state;
    if (status !== "replaced" && status !== "refused") return;
    this.#update({
      status: view === undefined ? "connecting" : "reconnecting",
      refusal: undefined,
    });
    if (this.socket.connected) this.#join();
    else this.socket.connect();
  }

  /** The network may have changed, or the machine have slept: a line that leads nowhere any more is made anew. */
  check(): void {
    if (this.#end() === undefined) checkLine(this.socket);
  }

  /** Leaves for good. What was not acknowledged is answered with a refusal. */
  close(): void {
    if (this.#state.status === "closed") return;
    clearTimeout(this.#retry);
    this.#arrived();
    this.#update({ status: "closed", refusal: closed });
    this.#outbox.giveUp(closed);
    this.socket.disconnect();
  }

  #listen(): void {
    this.socket.on("connect", () => {
      // A ticket is good for once.
      this.socket.auth = {};
      this.#join();
    });
    this.socket.on("room:moved", (body: unknown) => {
      const parsed = notices["room:moved"].safeParse(body);
      if (parsed.success && this.#end() === undefined) this.#move(parsed.data);
    });
    this.socket.on("disconnect", (reason) => this.#lost(reason));
    this.socket.on("connect_error", (error: Error) => this.#notConnected(error));
    this.socket.on("room:change", (body: unknown) => this.#onChange(body));
    this.socket.on("room:feed", (body: unknown) => {
      const parsed = notices["room:feed"].safeParse(body);
      if (parsed.success) this.#update({ feed: withLines(this.#state.feed, parsed.data.lines) });
    });
    this.socket.on("room:head", (body: unknown) => {
      const parsed = notices["room:head"].safeParse(body);
      if (parsed.success) this.#update({ head: newerHead(this.#state.head, parsed.data) });
    });
    this.socket.on("room:nodes", (body: unknown) => {
      const parsed = notices["room:nodes"].safeParse(body);
      if (parsed.success) this.#addresses.learn(parsed.data.nodes);
    });
    this.socket.on("room:replaced", (body: unknown) => {
      const parsed = notices["room:replaced"].safeParse(body);
      if (parsed.success) this.#stop("replaced", replaced(parsed.data));
    });
  }

  #join(): void {
    // What is asked without a line would be sent with the next one, and its answer taken for an earlier line's.
    if (this.#joining || !this.socket.connected || this.#end() !== undefined) return;
    this.#joining = true;
    this.#announced = 0;
    const asked = Date.now();
    const claim = hex(sha256(utf8(this.#secret)));
    const socket = this.socket.id;
    ask(this.socket, "room:join", { evaluation: this.evaluation, claim }, (reply) => {
      // The answer to an earlier line says nothing of this one.
      if (this.socket.id !== socket) return;
      this.#joining = false;
      if (this.#end() !== undefined) return;
      if (!reply.ok) {
        this.#notJoined(reply.refusal);
        return;
      }
      this.#onJoined(reply, asked);
    });
  }

  #onJoined(reply: Extract<ReplyOf<"room:join">, { ok: true }>, asked: number): void {
    const { version, view, now, head, feed, nodes } = reply;
    this.#arrived();
    this.#moves = 0;
    this.#addresses.found();
    if (nodes !== undefined) this.#addresses.learn(nodes);
    this.#update({
      status: "joined",
      version,
      view,
      // The answer was made about half way between asking and hearing.
      clockOffset: Math.round(now - (asked + Date.now()) / 2),
      head: head === undefined ? this.#state.head : newerHead(this.#state.head, head),
      feed: feed === undefined ? this.#state.feed : withLines([], feed),
      refusal: undefined,
    });
    if (this.#announced > version) {
      this.#join();
      return;
    }
    this.#outbox.open();
  }

  /** The room is on another server: the line goes there, and what is on show stays until it is there. */
  #move({ url, ticket }: Moved): void {
    this.#outbox.shut();
    this.#joining = false;
    this.#moves += 1;
    clearTimeout(this.#retry);
    this.#moving ??= setTimeout(() => {
      this.#moving = undefined;
      if (!this.socket.connected) this.#showLoss();
    }, movePatience);
    this.socket.auth = { ticket, secret: this.#secret };
    this.#aim(url);
    this.socket.disconnect();
    this.socket.connect();
  }

  #arrived(): void {
    clearTimeout(this.#moving);
    this.#moving = undefined;
  }

  #aim(url: string): void {
    this.#at = url;
    // A page may open a WebSocket to another of our hosts, and nothing else.
    const transports = url === this.#addresses.home ? this.#transports : ["websocket"];
    Object.assign(this.socket.io.opts, targetOf(url), { transports });
  }

  #notJoined(refusal: SpokenRefusal): void {
    if (!this.socket.connected) return;
    const moved = refusal.code === "room.moved" && movedSchema.safeParse(refusal.details);
    if (moved !== false && moved.success && this.#moves < movesAtOnce) {
      this.#move(moved.data);
      return;
    }
    this.#moves = 0;
    const passing = refusal.category === "unavailable" || refusal.category === "limited";
    if (!passing) {
      this.#stop("refused", refusal);
      return;
    }
    this.#update({ refusal });
    this.#later(() => this.#join());
  }

  #onChange(body: unknown): void {
    const parsed = notices["room:change"].safeParse(body);
    // What cannot be read counts as missed: the next snapshot makes it good, or says why not.
    if (!parsed.success) {
      this.#rejoin();
      return;
    }
    const { version } = parsed.data;
    if (this.#joining) {
      this.#announced = Math.max(this.#announced, version);
      return;
    }
    const known = this.#state.view;
    if (this.#state.status !== "joined" || version <= this.#state.version) return;
    const view =
      known === undefined || version > this.#state.version + 1
        ? undefined
        : changedView(known, parsed.data);
    if (view === undefined) this.#rejoin();
    else this.#update({ version, view });
  }

  #rejoin(): void {
    this.#outbox.shut();
    this.#join();
  }

  #lost(reason: Socket.DisconnectReason): void {
    this.#joining = false;
    this.#outbox.shut();
    // We hung up ourselves, on the way to another server.
    if (this.#end() !== undefined || reason === "io client disconnect") return;
    if (this.#moving === undefined) this.#showLoss();
    this.#aim(this.#addresses.next());
    // The server hung up: socket.io leaves the next step to us.
    if (!this.socket.active) this.#later(() => this.socket.connect());
  }

  #showLoss(): void {
    this.#update({ status: this.#state.view === undefined ? "connecting" : "reconnecting" });
  }

  #notConnected(error: Error): void {
    if (this.#end() !== undefined) return;
    const away = this.#at !== this.#addresses.home;
    this.socket.auth = {};
    this.#aim(this.#addresses.next());
    // socket.io tries again by itself.
    if (this.socket.active) return;
    const refusal = refusalOf(error) ?? unanswered;
    // Another host does not see the cookie of the one that the page came from: the way there leads through a ticket.
    if (away) {
      this.#later(() => this.socket.connect());
      return;
    }
    this.#update({ refusal });
    if (refusal.category === "forbidden" || refusal.category === "invalid") {
      this.#stop("refused", refusal);
      return;
    }
    this.#later(() => this.socket.connect());
  }

  #stop(status: "refused" | "replaced", refusal: SpokenRefusal): void {
    clearTimeout(this.#retry);
    this.#arrived();
    this.#update({ status, refusal });
    this.#outbox.giveUp(refusal);
    this.socket.disconnect();
  }

  #later(step: () => void): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      if (this.#end() === undefined) step();
    }, retryPause);
  }

  /** Why nothing more will come of this connection, or undefined while it lives. */
  #end(): SpokenRefusal | undefined {
    const { status, refusal } = this.#state;
    const over = status === "refused" || status === "replaced" || status === "closed";
    return over ? (refusal ?? closed) : undefined;
  }

  #whenJoined<N extends RequestName>(
    start: (done: (reply: ReplyOf<N> | Refused) => void) => void,
  ): Promise<ReplyOf<N> | Refused> {
    if (this.#state.status !== "joined" || this.#moving !== undefined)
      return Promise.resolve({ ok: false, refusal: offline });
    return new Promise(start);
  }

  #update(change: Partial<RoomState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
