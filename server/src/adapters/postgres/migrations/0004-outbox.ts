import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { SERVER_ROLE } from "../embedded/roles.ts";

/** What is to be sent to drawn experts, and where mail reaches them. */
export const outbox: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  "alter table expert add column mail text",
  // Neither text nor address stands here: they are looked up when a notice is sent.
  `create table outbox (
    id text primary key,
    evaluation text not null,
    member text not null,
    channel text not null,
    attempts integer not null check (attempts >= 0),
    due_at bigint not null,
    outcome text
  )`,
  "create index outbox_due on outbox (due_at) where outcome is null",
  "create index outbox_by_evaluation on outbox (evaluation)",
  `do $$
    begin
      if exists (select from pg_roles where rolname = '${SERVER_ROLE}') then
        grant select, insert, update on outbox to ${SERVER_ROLE};
      end if;
    end
  $$`,
];
