import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { SERVER_ROLE } from "../embedded/roles.ts";

/** Photographs taken at check-in, encrypted; the record holds their hashes, and keeps them when these are gone. */
export const checkInPhotos: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table check_in_photo (
    evaluation text not null,
    member text not null,
    sha256 text not null,
    kept_at timestamptz not null default now(),
    sealed bytea not null,
    primary key (evaluation, member, sha256)
  )`,
  // Encrypted bytes cannot be compressed.
  "alter table check_in_photo alter column sealed set storage external",
  `do $$
    begin
      if exists (select from pg_roles where rolname = '${SERVER_ROLE}') then
        grant select, insert, update, delete on check_in_photo to ${SERVER_ROLE};
      end if;
    end
  $$`,
];
