import type { Server } from "socket.io";
import type { NoticeOf } from "@yuanping/shared/contracts/socket.ts";
import type { Clock } from "../../kernel/ports.ts";

/** The evaluations of these users that have begun, from the record. */
type EvaluationsOf = (
  users: readonly string[],
) => Promise<readonly Readonly<{ userId: string; evaluation: string }>[]>;

/** The sockets of one person, on all nodes. */
export function lineOf(userId: string): string {
  return `user:${userId}`;
}

/**
 * Tells people, on whatever node they are, that something of theirs has changed, so that lists and walls need not ask all
 * the time. It tells no content: whoever hears of a newer version asks for it. What Redis loses is made good from the
 * record once it is back.
 */
export class News {
  readonly #evaluationsOf: EvaluationsOf;
  readonly #clock: Clock;
  #version = 0;
  #io: Server | undefined;
  #state: NoticeOf<"centre:status">["news"] = "live";
  /** What was told on this node alone while Redis was away, with whom it concerns. */
  readonly #owed = new Map<string, readonly string[]>();

  constructor(evaluationsOf: EvaluationsOf, clock: Clock) {
    this.#evaluationsOf = evaluationsOf;
    this.#clock = clock;
  }

  /** From now on there is somebody to tell. */
  attach(io: Server): void {
    this.#io = io;
  }

  /** Greets a socket; from now on it hears what its user is told. */
  greet(
    socket: Readonly<{ join(room: string): unknown; emit(name: string, body: unknown): unknown }>,
    userId: string,
  ): void {
    void socket.join(lineOf(userId));
    socket.emit("centre:status", { news: this.#state });
  }

  tell(evaluation: string, users: readonly string[]): void {
    const io = this.#io;
    if (users.length === 0 || io === undefined) return;
    const lines = users.map(lineOf);
    const body = { evaluation, version: this.#next() };
    // Those on this node hear it without Redis; who hears it twice knows by the version.
    io.local.to(lines).emit("centre:news", body);
    if (this.#state === "live") io.to(lines).emit("centre:news", body);
    else this.#owed.set(evaluation, lines);
  }

  /**
   * Redis has come or gone. When it is back, everybody here hears of everything of theirs, for some of it was missed; and
   * the other nodes hear what was told here alone: they may have been back before us, and have asked the record too soon.
   */
  async follow(state: NoticeOf<"centre:status">["news"]): Promise<void> {
    this.#state = state;
    const io = this.#io;
    io?.local.emit("centre:status", { news: state });
    if (state === "degraded" || io === undefined) return;
    const here = [...io.of("/").adapter.rooms.keys()].flatMap((room) =>
      room.startsWith(lineOf("")) ? [room.slice(lineOf("").length)] : [],
    );
    const version = this.#next();
    for (const [evaluation, lines] of this.#owed)
      io.to([...lines]).emit("centre:news", { evaluation, version });
    this.#owed.clear();
    for (const { userId, evaluation } of await this.#evaluationsOf(here))
      io.local.to(lineOf(userId)).emit("centre:news", { evaluation, version });
  }

  /** By the clock of the telling: how the record has grown is nobody's to know who does not watch it. */
  #next(): number {
    this.#version = Math.max(this.#version + 1, this.#clock.now());
    return this.#version;
  }
}
