import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * The same append with shorter ways for what happens most: one stream's events are numbered from its size instead of
 * from arrays, and one event or one checkpoint is inserted as it is, without a set of one to be opened. Nodes of the older
 * version call it as before.
 */
export const shorterAppend: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(statement).execute(db);
  },
};

// A canonical text has no raw line feed, and a command's id none either. False, and nothing written, unless every stream
// is there with this size and, where one is given, this epoch. Where there are several, locks are taken in the order of
// the names, and each statement sees what was committed while it waited for them. Places and numbers of events are read
// only where there are several streams.
const statement = `create or replace function append_packed(
    streams text[], sizes bigint[], epochs bigint[], counts bigint[], seals bytea[],
    event_streams integer[], seqs bigint[], bodies text, leaves bytea, command_ids text, command_indexes integer[],
    head_streams text[], head_sizes bigint[], notes text[]
  ) returns boolean language plpgsql set plan_cache_mode = force_generic_plan as $$
    begin
      if cardinality(streams) = 1 and counts[1] > 0 then
        update stream set size = size + counts[1], seal = seals[1]
          where stream = streams[1] and size = sizes[1] and (epochs[1] is null or epoch = epochs[1]);
        if not found then return false; end if;
        if counts[1] = 1 then
          insert into event (stream, seq, body, leaf, command_id, command_index)
            values (streams[1], sizes[1], bodies, leaves, command_ids, command_indexes[1]);
        else
          insert into event (stream, seq, body, leaf, command_id, command_index)
            select streams[1], sizes[1] + nth, body, substr(leaves, nth * 32 + 1, 32), id, index
            from (
              select generate_series(0, counts[1]::integer - 1) as nth, unnest(string_to_array(bodies, E'\\n')) as body,
                unnest(string_to_array(command_ids, E'\\n')) as id, unnest(command_indexes) as index
            ) as given;
        end if;
      else
        perform from stream where stream = any(streams) order by stream for update;
        if (
          select count(*) from stream
          join unnest(streams, sizes, epochs) as asked (name, size, epoch)
            on stream.stream = asked.name and stream.size = asked.size
            and (asked.epoch is null or stream.epoch = asked.epoch)
        ) <> cardinality(streams) then
          return false;
        end if;
        update stream set size = stream.size + grown.count, seal = grown.seal
          from unnest(streams, counts, seals) as grown (name, count, seal)
          where stream.stream = grown.name and grown.count > 0;
        if cardinality(seqs) > 0 then
          insert into event (stream, seq, body, leaf, command_id, command_index)
            select streams[place], seq, body, substr(leaves, (nth::integer - 1) * 32 + 1, 32), id, index
            from unnest(
              event_streams, seqs, string_to_array(bodies, E'\\n'), string_to_array(command_ids, E'\\n'), command_indexes
            ) with ordinality as given (place, seq, body, id, index, nth);
        end if;
      end if;
      if cardinality(notes) = 1 then
        insert into checkpoint (stream, size, note) values (head_streams[1], head_sizes[1], notes[1])
          on conflict (stream, size) do update set note = excluded.note;
      elsif cardinality(notes) > 1 then
        insert into checkpoint (stream, size, note) select * from unnest(head_streams, head_sizes, notes)
          on conflict (stream, size) do update set note = excluded.note;
      end if;
      return true;
    end
  $$`;
