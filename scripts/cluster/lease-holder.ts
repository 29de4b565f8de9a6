import { Client } from "pg";

/** The address of the node that holds an evaluation's room; undefined while none does. */
export async function holderOf(
  databaseUrl: string,
  evaluation: string,
): Promise<string | undefined> {
  const client = new Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ url: string }>(
      `select url from stream join node on node.boot = stream.node
        where stream = $1 and lease_until > clock_timestamp()`,
      [`evaluation/${evaluation}`],
    );
    return rows[0]?.url;
  } finally {
    await client.end();
  }
}
