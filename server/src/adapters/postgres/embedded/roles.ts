import { Client } from "pg";

/** How to connect: the shape that `pg` takes. `host` is the folder of the Unix socket. */
export type Connection = Readonly<{ host: string; port: number; user: string; database: string }>;

/** The role the server works as; migrations grant it what it may do, and no more. */
export const SERVER_ROLE = "yuanping_server";
const DATABASE = "yuanping";

/** Makes the database and the server's role unless they are there. `admin` connects as the cluster's superuser. */
export async function createDatabase(
  admin: Connection,
): Promise<Readonly<{ connection: Connection; owner: Connection }>> {
  const client = new Client(admin);
  await client.connect();
  try {
    const roles = await client.query("select from pg_roles where rolname = $1", [SERVER_ROLE]);
    if (roles.rowCount === 0) {
      await client.query(`create role ${SERVER_ROLE} login`);
    }
    const found = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) {
      await client.query(`create database ${DATABASE}`);
    }
  } finally {
    await client.end();
  }
  const owner = { ...admin, database: DATABASE };
  return { owner, connection: { ...owner, user: SERVER_ROLE } };
}
