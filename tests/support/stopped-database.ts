import { join } from "node:path";
import { Client } from "pg";
import { startEmbedded } from "../../server/src/adapters/postgres/index.ts";

/** Uses the database of a stopped server as its operator, who may do everything that PostgreSQL can do. */
export async function asOperator<Result>(
  dataDir: string,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const embedded = await startEmbedded({ dataDir: join(dataDir, "postgres"), fsync: false });
  const client = new Client({ ...embedded.owner, database: "yuanping" });
  try {
    await client.connect();
    await client.query("set session_replication_role = replica");
    return await use(client);
  } finally {
    await client.end();
    await embedded.stop();
  }
}
