import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * A stream's seal, and the append as one function: one exchange with the server instead of five. It works with the
 * caller's rights, so the grants and the trigger on `event` hold for it as for everything else.
 */
export const appendInOneStatement: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  "alter table stream add column seal bytea",
  // The append below holds the stream's row while it adds the events: looking it up again for each event of a batch
  // takes as long as writing them. What the reference guarded besides, the trigger guards as it does for events.
  "alter table event drop constraint event_stream_fkey",
  `create trigger never_removed before delete or truncate on stream
    for each statement execute function refuse_change()`,
  // False, and nothing written, unless every stream is there with this size and epoch. Locks are taken in the order of
  // the names, and each statement sees what was committed while it waited for them.
  `create function append_events(
    streams text[], sizes bigint[], epochs bigint[], counts bigint[], seals bytea[],
    event_streams text[], seqs bigint[], bodies text[], leaves bytea[], command_ids text[], command_indexes integer[],
    head_streams text[], head_sizes bigint[], notes text[]
  ) returns boolean language plpgsql set plan_cache_mode = force_generic_plan as $$
    begin
      perform from stream where stream = any(streams) order by stream for update;
      if (
        select count(*) from stream
        join unnest(streams, sizes, epochs) as asked (name, size, epoch)
          on stream.stream = asked.name and stream.size = asked.size and stream.epoch = asked.epoch
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
];
