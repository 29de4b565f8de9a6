import { healthSchema } from "@yuanping/shared/contracts/http.ts";
import { descendantsOf } from "../processes.ts";
import type { Site, SiteNode } from "./site.ts";
import { asked } from "./writers.ts";

/** What may befall the site, each with what it does to it. */
export const harms = [
  "kill a node",
  "stop a node in order",
  "pause a node",
  "stop PostgreSQL",
  "stop Redis",
  "kill a media worker",
  "cut a node from PostgreSQL",
  "stall a node's line to PostgreSQL",
  "cut a node from Redis",
  "cut people from a node",
] as const;
export type Harm = (typeof harms)[number];

/** What was done: to whom, for how long, and how long the rooms that a node lost were nobody's. */
export type Done = Readonly<{
  victim: string;
  /** From the beginning of the harm to its end, in milliseconds. */
  lastedMs: number;
  /** Until another node held them, one figure for each room that the victim had. */
  takeoverMs: readonly number[];
}>;

const look = 25;
const patience = 90_000;
/** A room that was let go, that nobody took for so long and where nobody is known to talk, is one that nobody is in. */
const unwanted = 10_000;

export type Harming = Readonly<{
  site: Site;
  /** The streams of the rooms in which people talk all the time: some node always has to come to hold them. */
  talkedIn: readonly string[];
  /** Gives victim and duration. */
  random: () => number;
}>;

/** Does one harm to the site and ends it. */
export async function harm(what: Harm, { site, talkedIn, random }: Harming): Promise<Done> {
  const from = performance.now();
  const lasting = (least: number, most: number): Promise<void> =>
    pause(least + random() * (most - least));
  const done = (victim: string, takeoverMs: readonly number[] = []): Done => ({
    victim,
    lastedMs: Math.round(performance.now() - from),
    takeoverMs,
  });
  const database = site.postgres.url;
  if (what === "stop PostgreSQL") {
    await site.postgres.kill();
    await lasting(0, 9_000);
    await site.postgres.restart();
    return done("PostgreSQL");
  }
  if (what === "stop Redis") {
    await site.redis.kill();
    await lasting(500, 5_000);
    await site.redis.restart();
    return done("Redis");
  }
  await untilLeased(database, talkedIn);
  const victim = await busyNode(site, random);
  const { child } = victim.server;
  const taking = async (): Promise<Taking> => ({
    database,
    from: victim,
    held: await heldBy(database, victim),
    talkedIn,
  });
  switch (what) {
    case "kill a node": {
      const taken = takeover(await taking());
      await site.end(victim, "SIGKILL");
      const [times] = await Promise.all([taken, site.add()]);
      return done(victim.id, times);
    }
    case "stop a node in order": {
      await site.add();
      const taken = takeover(await taking());
      await site.end(victim, "SIGTERM");
      return done(victim.id, await taken);
    }
    case "pause a node": {
      const taken = takeover(await taking());
      child.kill("SIGSTOP");
      site.setAside(victim);
      try {
        const times = await taken;
        await lasting(0, 2_000);
        return done(victim.id, times);
      } finally {
        child.kill("SIGCONT");
        site.takeBack(victim);
      }
    }
    case "kill a media worker": {
      const workers = descendantsOf(child.pid ?? 0).filter(({ name }) => /mediasoup/.test(name));
      for (const { pid } of workers) process.kill(pid, "SIGKILL");
      return done(`${victim.id} (${workers.length})`);
    }
    case "cut a node from PostgreSQL":
      victim.lines.store.cut();
      await lasting(500, 11_000);
      victim.lines.store.mend();
      return done(victim.id);
    case "stall a node's line to PostgreSQL":
      victim.lines.store.stall();
      await lasting(500, 11_000);
      victim.lines.store.mend();
      return done(victim.id);
    case "cut a node from Redis":
      victim.lines.news.cut();
      await lasting(500, 5_000);
      victim.lines.news.mend();
      return done(victim.id);
    case "cut people from a node":
      victim.lines.people.cut();
      await lasting(500, 5_000);
      victim.lines.people.mend();
      return done(victim.id);
  }
}

/** Whether every node says that it can do its work, media and news included. */
export async function allWell(site: Site): Promise<boolean> {
  const answers = await Promise.all(
    site.nodes.map(async ({ url }) => {
      const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).catch(
        () => undefined,
      );
      const health = healthSchema.safeParse(await response?.json().catch(() => undefined));
      if (!health.success) return false;
      const { status, news, media } = health.data;
      return status === "ok" && news === "live" && media.state === "ready";
    }),
  );
  return answers.every(Boolean);
}

/** A node that has rooms, as far as there is one. */
async function busyNode(site: Site, random: () => number): Promise<SiteNode> {
  const { nodes } = site;
  const held = await Promise.all(nodes.map((node) => heldBy(site.postgres.url, node)));
  const busy = nodes.filter((_, index) => (held[index] ?? []).length > 0);
  const among = busy.length > 0 ? busy : nodes;
  const chosen = among[Math.floor(random() * among.length)];
  if (chosen === undefined) throw new Error("there is no node left");
  return chosen;
}

async function heldBy(database: string, { id }: SiteNode): Promise<readonly string[]> {
  return asked(database, async (client) => {
    const { rows } = await client.query<{ stream: string }>(
      "select stream from stream where node like $1 || '.%' and lease_until > clock_timestamp()",
      [id],
    );
    return rows.map(({ stream }) => stream);
  });
}

/**
 * Waits until the streams are leased. After PostgreSQL was away a room may go on for a moment under a lease that has
 * expired, since nobody else took it.
 */
async function untilLeased(database: string, streams: readonly string[]): Promise<void> {
  const from = performance.now();
  await asked(database, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ stream: string }>(
        "select stream from stream where stream = any($1) and node is not null and lease_until > clock_timestamp()",
        [streams],
      );
      if (rows.length === streams.length) return;
      if (performance.now() - from > patience)
        throw new Error(`${rows.length} of ${streams.length} rooms are held by a node`);
      await pause(look);
    }
  });
}

type Taking = Readonly<{
  database: string;
  /** The node that loses them. */
  from: SiteNode;
  held: readonly string[];
  talkedIn: readonly string[];
}>;

/** How long from now until each of the streams has another holder; one that nobody asks for has no figure. */
async function takeover({
  database,
  from: { id },
  held,
  talkedIn,
}: Taking): Promise<readonly number[]> {
  const began = performance.now();
  const times: number[] = [];
  const waiting = new Set(held);
  const freeSince = new Map<string, number>();
  await asked(database, async (client) => {
    while (waiting.size > 0) {
      const { rows } = await client.query<{ stream: string; node: string | null }>(
        "select stream, node from stream where stream = any($1) and (node is null or node not like $2 || '.%')",
        [[...waiting], id],
      );
      const ms = Math.round(performance.now() - began);
      for (const { stream, node } of rows) {
        // A node that stops in order lets go first; another takes the room when its people come there.
        const since = freeSince.get(stream) ?? ms;
        freeSince.set(stream, since);
        const isWanted = talkedIn.includes(stream) || ms - since < unwanted;
        if (node === null && isWanted) continue;
        if (node !== null) times.push(ms);
        waiting.delete(stream);
      }
      if (ms > patience) throw new Error(`nobody took ${[...waiting].join(", ")} over`);
      if (waiting.size > 0) await pause(look);
    }
  });
  return times;
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
