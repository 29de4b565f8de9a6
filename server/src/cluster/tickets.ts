import { createHash, randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { ClusterTables } from "./tables.ts";

/** A ticket is good for this long: a client follows at once or asks again. */
const ticketMs = 60_000;

/** Whom a ticket is for, and where it leads. */
export type TicketFor = Readonly<{
  session: string;
  evaluation: string;
  /** The run of the node that the room lives on. */
  boot: string;
  /** SHA-256, in hex, of a secret that the client has named when it asked; the ticket is then good for it alone. */
  claim?: string;
}>;

/** Who comes with a ticket: the session of their cookie if they have one here, and the client's secret. */
export type Bearer = Readonly<{ session?: string; secret?: string }>;

/**
 * Tickets by which one node sends people to another: single-use, for a minute, bound to session, room and node. They lie
 * in the database, so that of two who come with the same one only the first is let in, whatever node is asked.
 */
export class Tickets {
  readonly #db: Kysely<ClusterTables>;

  constructor(db: Kysely<ClusterTables>) {
    this.#db = db;
  }

  async issue({ session, evaluation, boot, claim = "" }: TicketFor): Promise<string> {
    const ticket = randomBytes(32).toString("base64url");
    await this.#db
      .insertInto("ticket")
      .values({
        hash: digest(ticket),
        session,
        evaluation,
        boot,
        claim: Buffer.from(claim, "hex"),
        expires_at: sql<Date>`clock_timestamp() + ${ticketMs} * interval '1 millisecond'`,
      })
      .execute();
    return ticket;
  }

  /**
   * Spends a ticket at the node `boot`. Undefined when it was spent, has expired, is for another node, or is for another
   * session than the bearer's: then it stays as good as it was, so that a thief cannot spoil it either. Where the bearer
   * has no session here, because cookies do not cross host names, the client's secret shows whose it is.
   */
  async spend(
    ticket: string,
    boot: string,
    { session, secret }: Bearer,
  ): Promise<Readonly<{ session: string; evaluation: string }> | undefined> {
    const isTheirs =
      session === undefined
        ? sql<boolean>`length(claim) = 32 and claim = ${digest(secret ?? "")}`
        : sql<boolean>`session = ${session}`;
    return this.#db
      .deleteFrom("ticket")
      .where("hash", "=", digest(ticket))
      .where("boot", "=", boot)
      .where(sql<boolean>`expires_at > clock_timestamp()`)
      .where(isTheirs)
      .returning(["session", "evaluation"])
      .executeTakeFirst();
  }

  /** Removes what nobody came with in time. */
  async forgetExpired(): Promise<void> {
    await this.#db
      .deleteFrom("ticket")
      .where(sql<boolean>`expires_at <= clock_timestamp()`)
      .execute();
  }
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
