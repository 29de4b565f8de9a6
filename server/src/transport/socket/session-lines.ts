import { standingSessions } from "../../identity/sessions.ts";
import type { IdentityTables } from "../../identity/tables.ts";
import type { Clock } from "../../kernel/ports.ts";
import type { Kysely } from "kysely";

/** How often it is asked whether the sessions behind open lines still stand, in milliseconds. */
export const lookEveryMs = 3_000;

/** What is needed of a socket. */
export type Line = Readonly<{
  once(event: "disconnect", listener: () => void): unknown;
  disconnect(close: boolean): unknown;
}>;

/**
 * The open lines of this node by the sessions that they were opened under. A session may end anywhere: by signing out in
 * another window, at another node, by a command. Its lines are closed then, and whoever comes back has to sign in.
 */
export class SessionLines {
  readonly #lines = new Map<string, Set<Line>>();
  readonly #db: Kysely<IdentityTables>;
  readonly #clock: Clock;
  readonly #onFault: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(db: Kysely<IdentityTables>, clock: Clock, onFault: (error: unknown) => void) {
    this.#db = db;
    this.#clock = clock;
    this.#onFault = onFault;
  }

  add(sessionId: string, line: Line): void {
    const lines = this.#lines.get(sessionId) ?? new Set();
    this.#lines.set(sessionId, lines.add(line));
    line.once("disconnect", () => {
      lines.delete(line);
      if (lines.size === 0 && this.#lines.get(sessionId) === lines) this.#lines.delete(sessionId);
    });
  }

  /** Looks from now on. */
  start(): void {
    this.#timer = setInterval(() => void this.look().catch(this.#onFault), lookEveryMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Closes the lines of sessions that have ended. While the store cannot be asked, all stay. */
  async look(): Promise<void> {
    if (this.#looking || this.#lines.size === 0) return;
    this.#looking = true;
    try {
      const asked = [...this.#lines.keys()];
      const standing = await standingSessions(this.#db, asked, this.#clock.now());
      for (const session of asked) {
        if (standing.has(session)) continue;
        for (const line of this.#lines.get(session) ?? []) line.disconnect(true);
      }
    } finally {
      this.#looking = false;
    }
  }
}
