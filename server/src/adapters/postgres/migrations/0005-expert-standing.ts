import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Why an expert might not sit on a panel: history, declared interests, days away, a ban. */
export const expertStanding: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw("alter table expert add column standing jsonb not null default '{}'").execute(db);
  },
};
