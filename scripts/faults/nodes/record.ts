import { buildBundle, verifyBundle } from "@yuanping/shared/evidence/index.ts";
import type { Client } from "pg";
import { asked } from "./writers.ts";

/** What is on record when all is over. */
export type Judged = Readonly<{
  streams: number;
  events: number;
  /** Whatever is not as promised, in words. */
  broken: readonly string[];
}>;

/** What an evaluation that still goes on cannot have yet. */
const comesLast = new Set(["report", "signatures", "closed"]);

/**
 * Reads the record with nothing of the server, and looks whether every acknowledged command stands in it once, no other
 * one twice, and every evaluation verifies down to running each command again.
 *
 * @param acknowledged ids of commands that somebody was told are done
 * @param vkey the installation's key, as a node has told it
 */
export async function judgeRecord(
  databaseUrl: string,
  acknowledged: readonly string[],
  vkey: string,
): Promise<Judged> {
  return asked(databaseUrl, async (client) => {
    const times = await timesOnRecord(client);
    const broken: string[] = [];
    for (const id of acknowledged) {
      const count = times.get(id) ?? 0;
      if (count !== 1) broken.push(`the acknowledged command ${id} is on record ${count} times`);
    }
    for (const [id, count] of times)
      if (count !== 1) broken.push(`the command ${id} is on record ${count} times`);
    const { rows } = await client.query<{ stream: string; size: string }>(
      "select stream, size from stream where stream like 'evaluation/%' and size > 0 order by stream",
    );
    for (const { stream } of rows) broken.push(...(await faultsOf(client, stream, vkey)));
    const events = rows.reduce((sum, { size }) => sum + Number(size), 0);
    return { streams: rows.length, events, broken };
  });
}

async function timesOnRecord(client: Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ command_id: string; times: number }>(
    `select command_id, count(*)::int as times from event
      where stream like 'evaluation/%' and (body::json->'cause'->>'index')::int = 0 group by command_id`,
  );
  return new Map(rows.map(({ command_id, times }) => [command_id, times]));
}

async function faultsOf(client: Client, stream: string, vkey: string): Promise<readonly string[]> {
  const { rows: events } = await client.query<{ body: string }>(
    "select body from event where stream = $1 order by seq",
    [stream],
  );
  const { rows: heads } = await client.query<{ note: string }>(
    "select note from checkpoint where stream = $1 order by size",
    [stream],
  );
  try {
    const bundle = buildBundle({
      lines: events.map(({ body }) => body),
      notes: heads.map(({ note }) => note),
      vkey,
      version: "faults",
    });
    const { checks } = await verifyBundle(bundle);
    const isOver = checks.some(({ ok, name }) => name === "closed" && ok);
    return checks.flatMap(({ ok, name, detail }) =>
      ok || (!isOver && comesLast.has(name)) ? [] : [`${stream}: ${name} ${detail}`],
    );
  } catch (error) {
    return [`${stream}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
