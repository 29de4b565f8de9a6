import { once } from "node:events";
import { anyNodeFetch } from "../cluster/any-node-fetch.ts";
import { holderOf } from "../cluster/lease-holder.ts";
import { OwnNodes } from "../cluster/own-nodes.ts";
import { OwnPostgres } from "../cluster/own-postgres.ts";
import { OwnRedis } from "../cluster/own-redis.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";

/** What a demo is played on: one server with its embedded store, or nodes on a PostgreSQL and a Redis of their own. */
export type StageSet = Readonly<{
  /** Where to turn to, one address a node. */
  urls: readonly string[];
  /** Kills the node that holds the room, as a power cut would; answers its address. Only where there are others. */
  killHolder: ((evaluation: string) => Promise<string>) | undefined;
  stop(): Promise<void>;
}>;

export async function setStage(
  nodes: number,
  environment: Readonly<Record<string, string>>,
): Promise<StageSet> {
  return nodes === 1 ? oneServer(environment) : manyNodes(nodes, environment);
}

async function oneServer(environment: Readonly<Record<string, string>>): Promise<StageSet> {
  const server = await startOwnServer({ environment });
  return { urls: [server.url], killHolder: undefined, stop: () => server.stop() };
}

async function manyNodes(
  count: number,
  environment: Readonly<Record<string, string>>,
): Promise<StageSet> {
  const endings: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of endings.splice(0).toReversed()) await end();
  };
  try {
    const postgres = await OwnPostgres.start();
    endings.push(() => postgres.stop());
    const redis = await OwnRedis.start();
    endings.push(() => redis.stop());
    const nodes = await OwnNodes.start(count, {
      databaseUrl: postgres.url,
      environment: { REDIS_URL: redis.url, ...environment },
    });
    endings.push(() => nodes.stop());
    const urls = nodes.all.map(({ url }) => url);
    endings.push(fetchFromAny(urls));
    const killHolder = async (evaluation: string): Promise<string> => {
      const url = await holderOf(postgres.url, evaluation);
      const holder = nodes.all.find((node) => node.url === url);
      if (holder === undefined) throw new Error(`no node holds ${evaluation}`);
      await kill(holder);
      return holder.url;
    };
    return { urls, killHolder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function kill({ child }: OwnServer): Promise<void> {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/** Answers how to put the usual one back. */
function fetchFromAny(urls: readonly string[]): () => Promise<void> {
  const usual = globalThis.fetch;
  globalThis.fetch = anyNodeFetch(usual, urls);
  return async () => {
    globalThis.fetch = usual;
  };
}
