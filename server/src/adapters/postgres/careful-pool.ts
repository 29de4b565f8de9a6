import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import { DatabaseError, type Pool } from "pg";

/**
 * A pool for Kysely that uses no connection again on which a statement failed otherwise than by PostgreSQL's own answer.
 * What was given up on may still be carried out: a `begin` that a frozen PostgreSQL answers once it is thawed would leave
 * its connection in a transaction, and whoever has it next would be told that what is never committed is done.
 */
export function carefulPool(pool: Pool): PostgresPool {
  return {
    options: pool.options,
    connect: async () => new CarefulClient(await pool.connect()),
    end: () => pool.end(),
  };
}

class CarefulClient implements PostgresPoolClient {
  readonly #client: PostgresPoolClient;
  /** Why nobody knows what state the connection is in; undefined while it is known. */
  #doubt: unknown;

  constructor(client: PostgresPoolClient) {
    this.#client = client;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    asked: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    return typeof asked === "string" ? this.#ask(asked, parameters) : this.#client.query(asked);
  }

  release(destroy = false): void {
    this.#client.release(destroy || this.#doubt !== undefined);
  }

  async #ask<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    // A rollback, too, would only wait behind what is not answered.
    if (this.#doubt !== undefined) throw this.#doubt;
    try {
      return await this.#client.query<R>(sql, parameters);
    } catch (error) {
      if (!(error instanceof DatabaseError)) this.#doubt = error;
      throw error;
    }
  }
}
