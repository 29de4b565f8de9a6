import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { SERVER_ROLE } from "../embedded/roles.ts";

/** The record, the secrets beside it, identity and registry. */
export const recordAndRegistry: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...record, ...secrets, ...identity, ...registry, ...protection]) {
      await sql.raw(statement).execute(db);
    }
  },
};

// Stream names sort by code point on every server, whatever its locale.
const record = [
  `create table stream (
    stream text collate "C" primary key,
    size bigint not null default 0 check (size >= 0),
    epoch bigint not null default 0 check (epoch >= 0),
    node text,
    lease_until timestamptz
  )`,
  `create table event (
    stream text collate "C" not null references stream,
    seq bigint not null check (seq >= 0),
    body text not null,
    leaf bytea not null check (length(leaf) = 32),
    command_id text not null,
    command_index integer not null check (command_index >= 0),
    primary key (stream, seq),
    unique (stream, command_id, command_index)
  )`,
  `create table checkpoint (
    stream text collate "C" not null,
    size bigint not null,
    note text not null,
    primary key (stream, size)
  )`,
];

const secrets = [
  `create table draft (
    evaluation text not null,
    person text not null,
    revision bigint not null,
    ciphertext text not null,
    primary key (evaluation, person)
  )`,
  `create table vault (name text primary key, ciphertext bytea not null)`,
  `create table blob (sha256 text primary key, bytes bytea not null)`,
];

const identity = [
  `create table app_user (
    id text primary key,
    name text not null,
    login text not null unique,
    password_hash text not null,
    offices text[] not null,
    unit text not null,
    disabled boolean not null default false,
    salt text not null
  )`,
  `create table session (
    id text primary key,
    user_id text not null references app_user,
    secret_hash text not null,
    created_at bigint not null,
    expires_at bigint not null,
    last_seen bigint not null
  )`,
  `create index session_by_user on session (user_id)`,
  `create table sign_in_failure (
    subject text primary key,
    count integer not null,
    last_at bigint not null
  )`,
];

const registry = [
  `create table expert (
    user_id text primary key references app_user,
    specialties text[] not null,
    region text not null,
    employer text not null,
    phone text
  )`,
  `create index expert_by_specialty on expert using gin (specialties)`,
  `create table evaluation (
    id text primary key,
    number text not null,
    title text not null,
    agency text not null references app_user,
    created_at bigint not null
  )`,
  `create table person (
    evaluation text not null references evaluation,
    ref text not null,
    user_id text not null references app_user,
    role text not null,
    primary key (evaluation, ref),
    unique (evaluation, user_id)
  )`,
  `create index person_by_user on person (user_id)`,
];

const protection = [
  `create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
        using errcode = 'insufficient_privilege';
    end
  $$`,
  // Per statement, so that even a change of no row is refused.
  `create trigger append_only before update or delete or truncate on event
    for each statement execute function refuse_change()`,
  // Where the server works as a lesser role it is given what it needs, and cannot switch the trigger off.
  `do $$
    begin
      if exists (select from pg_roles where rolname = '${SERVER_ROLE}') then
        grant select, insert on event, blob to ${SERVER_ROLE};
        grant select, insert, update on stream, checkpoint to ${SERVER_ROLE};
        grant select, insert, update, delete
          on draft, vault, app_user, session, sign_in_failure, expert, evaluation, person
          to ${SERVER_ROLE};
      end if;
    end
  $$`,
];
