import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { SERVER_ROLE } from "../embedded/roles.ts";

/**
 * Nodes that share a database: who they are, the tickets by which they send clients to one another, and streams that
 * each of them may write to.
 */
export const manyNodes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  // Renewing a lease must not touch an index, so that it stays within its page: who holds a stream seldom changes.
  "create index stream_by_node on stream (node) where node is not null",
  `create table node (
    id text primary key,
    boot text not null unique,
    url text not null,
    region text not null,
    rooms integer not null,
    seats integer not null,
    media_free integer not null,
    draining boolean not null,
    version text not null,
    started_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp()
  )`,
  `create table ticket (
    hash bytea primary key,
    session text not null,
    evaluation text not null,
    boot text not null,
    claim bytea not null,
    expires_at timestamptz not null
  )`,
  "create index ticket_by_expiry on ticket (expires_at)",
  // As before, and without an epoch the size alone decides.
  `create or replace function append_events(
    streams text[], sizes bigint[], epochs bigint[], counts bigint[], seals bytea[],
    event_streams text[], seqs bigint[], bodies text[], leaves bytea[], command_ids text[], command_indexes integer[],
    head_streams text[], head_sizes bigint[], notes text[]
  ) returns boolean language plpgsql set plan_cache_mode = force_generic_plan as $$
    begin
      perform from stream where stream = any(streams) order by stream for update;
      if (
        select count(*) from stream
        join unnest(streams, sizes, epochs) as asked (name, size, epoch)
          on stream.stream = asked.name and stream.size = asked.size
          and (asked.epoch is null or stream.epoch = asked.epoch)
      ) <> cardinality(streams) then
        return false;
      end if;
      insert into event (stream, seq, body, leaf, command_id, command_index)
        select * from unnest(event_streams, seqs, bodies, leaves, command_ids, command_indexes);
      update stream set size = stream.size + grown.count, seal = grown.seal
        from unnest(streams, counts, seals) as grown (name, count, seal)
        where stream.stream = grown.name and grown.count > 0;
      if cardinality(notes) = 0 then return true; end if;
      insert into checkpoint (stream, size, note) select * from unnest(head_streams, head_sizes, notes)
        on conflict (stream, size) do update set note = excluded.note;
      return true;
    end
  $$`,
  `do $$
    begin
      if exists (select from pg_roles where rolname = '${SERVER_ROLE}') then
        grant select, insert, update, delete on node, ticket to ${SERVER_ROLE};
      end if;
    end
  $$`,
];
