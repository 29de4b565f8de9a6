import { realpathSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { z } from "zod";
import { SERVER_ROLE } from "../../server/src/adapters/postgres/embedded/roles.ts";
import { socketFolderOf } from "../../server/src/adapters/postgres/embedded/socket-folder.ts";

const rowsSchema = z.array(z.strictObject({ command_id: z.string(), beginnings: z.int() }));

/**
 * How often each command of the evaluations stands in a running server's record: the number of its first events, which
 * is 1 for a command that was carried out once.
 */
export async function storedCommands(dataDir: string): Promise<ReadonlyMap<string, number>> {
  const client = new Client({
    host: socketFolderOf(realpathSync(join(dataDir, "postgres"))),
    port: 5432,
    user: SERVER_ROLE,
    database: "yuanping",
  });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select command_id, count(*)::int as beginnings from event
       where stream like 'evaluation/%' and (body::json->'cause'->>'index')::int = 0 group by command_id`,
    );
    return new Map(
      rowsSchema.parse(rows).map(({ command_id, beginnings }) => [command_id, beginnings]),
    );
  } finally {
    await client.end();
  }
}
