import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { SERVER_ROLE } from "../embedded/roles.ts";

/** What outside bodies cosigned, beside our own checkpoints; append-only as the events are. */
export const outsideCosignatures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table outside_cosignature (
    stream text collate "C" not null,
    size bigint not null check (size > 0),
    vkey text not null,
    note text not null,
    primary key (stream, size, vkey)
  )`,
  `create trigger append_only before update or delete or truncate on outside_cosignature
   for each statement execute function refuse_change()`,
  `do $$
    begin
      if exists (select from pg_roles where rolname = '${SERVER_ROLE}') then
        grant select, insert on outside_cosignature to ${SERVER_ROLE};
      end if;
    end
  $$`,
];
