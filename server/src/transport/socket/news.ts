import type { Server } from "socket.io";
import type { NoticeOf } from "@yuanping/shared/contracts/socket.ts";

/** An evaluation of someone, and how many events it had when they were told. */
export type Standing = Readonly<{ userId: string; evaluation: string; version: number }>;

/** Where the evaluations of these users stand, from the record. */
type Standings = (users: readonly string[]) => Promise<readonly Standing[]>;

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
  readonly #standings: Standings;
  #io: Server | undefined;
  #state: NoticeOf<"centre:status">["news"] = "live";

  constructor(standings: Standings) {
    this.#standings = standings;
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

  tell(evaluation: string, version: number, users: readonly string[]): void {
    const io = this.#io;
    if (users.length === 0 || io === undefined) return;
    const lines = users.map(lineOf);
    const body = { evaluation, version };
    // Those on this node hear it without Redis; who hears it twice knows by the version.
    io.local.to(lines).emit("centre:news", body);
    if (this.#state === "live") io.to(lines).emit("centre:news", body);
  }

  /** Redis has come or gone. When it is back, everybody here hears where everything of theirs stands. */
  async follow(state: NoticeOf<"centre:status">["news"]): Promise<void> {
    this.#state = state;
    const io = this.#io;
    io?.local.emit("centre:status", { news: state });
    if (state === "degraded" || io === undefined) return;
    const here = [...io.of("/").adapter.rooms.keys()].flatMap((room) =>
      room.startsWith(lineOf("")) ? [room.slice(lineOf("").length)] : [],
    );
    for (const { userId, evaluation, version } of await this.#standings(here))
      io.local.to(lineOf(userId)).emit("centre:news", { evaluation, version });
  }
}
