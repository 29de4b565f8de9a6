import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import type { Database } from "./adapters/postgres/index.ts";
import { beatMs } from "./cluster/nodes.ts";

/** A node that was cut off from the database beats again within so long after that is back. */
const lookMs = 3 * beatMs;

/** A node that runs has the former keys in memory, and would go on with them. */
export async function refuseLiveNodes(db: Database): Promise<void> {
  const before = await beats(db);
  if (before.live > 0)
    throw new Error(`${before.live} node(s) run on this database; stop them and wait 30 s`);
  if (before.newest === null) return;
  await delay(lookMs);
  const after = await beats(db);
  if (after.live > 0) throw new Error("a node came back to this database; stop it and wait 30 s");
}

function beats(db: Database): Promise<{ live: number; newest: Date | null }> {
  return db
    .selectFrom("node")
    .select(({ fn }) => [
      sql<number>`count(*) filter (where seen_at > clock_timestamp() - interval '30 seconds')`.as(
        "live",
      ),
      fn.max<Date | null>("seen_at").as("newest"),
    ])
    .executeTakeFirstOrThrow();
}
