import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * The append again, for batches: texts come joined and hashes as one run of bytes, because quoting each of them for an
 * array and reading it again takes longer than writing them; and one stream, the usual case, is moved on by the one
 * statement that also looks at it. The older function stays for nodes of the older version.
 */
export const packedAppend: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(statement).execute(db);
  },
};

// A canonical text has no raw line feed, and a command's id none either. False, and nothing written, unless every stream
// is there with this size and, where one is given, this epoch. Where there are several, locks are taken in the order of
// the names, and each statement sees what was committed while it waited for them.
const statement = `create function append_packed(
    streams text[], sizes bigint[], epochs bigint[], counts bigint[], seals bytea[],
    event_streams integer[], seqs bigint[], bodies text, leaves bytea, command_ids text, command_indexes integer[],
    head_streams text[], head_sizes bigint[], notes text[]
  ) returns boolean language plpgsql set plan_cache_mode = force_generic_plan as $$
    begin
      if cardinality(streams) = 1 and counts[1] > 0 then
        update stream set size = size + counts[1], seal = seals[1]
          where stream = streams[1] and size = sizes[1] and (epochs[1] is null or epoch = epochs[1]);
        if not found then return false; end if;
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
      end if;
      if cardinality(seqs) > 0 then
        insert into event (stream, seq, body, leaf, command_id, command_index)
          select streams[place], seq, body, substr(leaves, (nth::integer - 1) * 32 + 1, 32), id, index
          from unnest(
            event_streams, seqs, string_to_array(bodies, E'\\n'), string_to_array(command_ids, E'\\n'), command_indexes
          ) with ordinality as given (place, seq, body, id, index, nth);
      end if;
      if cardinality(notes) = 0 then return true; end if;
      insert into checkpoint (stream, size, note) select * from unnest(head_streams, head_sizes, notes)
        on conflict (stream, size) do update set note = excluded.note;
      return true;
    end
  $$`;
