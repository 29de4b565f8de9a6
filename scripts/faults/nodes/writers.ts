import { Client } from "pg";

/**
 * Lets the database itself keep, in a table of its own, which process made each stream grow, and under which epoch: seen
 * from outside the product, by the name under which each node is connected.
 */
export async function watchWriters(databaseUrl: string): Promise<void> {
  await asked(databaseUrl, async (client) => {
    await client.query(`
      create table fault_writer (
        stream text not null, before bigint not null, after bigint not null, epoch bigint not null,
        holder text not null, writer text not null, nth bigint generated always as identity
      );
      create function note_writer() returns trigger language plpgsql security definer as $$
        begin
          insert into fault_writer (stream, before, after, epoch, holder, writer) values (
            new.stream, old.size, new.size, new.epoch, coalesce(new.node, ''), current_setting('application_name')
          );
          return null;
        end
      $$;
      create trigger note_writer after update of size on stream for each row
        when (new.size > old.size and new.stream like 'evaluation/%') execute function note_writer();`);
  });
}

/** What the database has seen that must never be: two writers in one epoch, a writer without the lease, an older epoch. */
export async function wrongWriters(databaseUrl: string): Promise<readonly string[]> {
  return asked(databaseUrl, async (client) => {
    const { rows } = await client.query<{ what: string }>(`
      select format('%s has %s writers in epoch %s', stream, count(distinct writer), epoch) as what
        from fault_writer group by stream, epoch having count(distinct writer) > 1
      union all
      select format('%s was written by %s while %s held it', stream, writer, holder)
        from fault_writer where holder not like writer || '.%'
      union all
      select format('%s was written in epoch %s after epoch %s', stream, epoch, former)
        from (select *, lag(epoch) over (partition by stream order by nth) as former from fault_writer) as each
        where former > epoch
      union all
      select format('%s grew from %s when it had %s events', stream, before, former)
        from (select *, lag(after) over (partition by stream order by nth) as former from fault_writer) as each
        where former <> before`);
    return rows.map(({ what }) => what);
  });
}

/** How many appends the database has seen, and how many streams changed hands. */
export async function writerCounts(
  databaseUrl: string,
): Promise<Readonly<{ appends: number; epochs: number }>> {
  return asked(databaseUrl, async (client) => {
    const { rows } = await client.query<{ appends: number; epochs: number }>(
      `select count(*)::int as appends, count(distinct (stream, epoch))::int as epochs from fault_writer`,
    );
    return rows[0] ?? { appends: 0, epochs: 0 };
  });
}

/** Asks the database over a connection that is gone when the answer is there. */
export async function asked<Result>(
  databaseUrl: string,
  ask: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client(databaseUrl);
  // A connection that breaks between two questions tells only its listeners; the next question rejects.
  client.on("error", () => {});
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end().catch(() => {});
  }
}
