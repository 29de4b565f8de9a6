import { afterAll, beforeAll } from "vitest";
import { OwnNodes } from "../../scripts/cluster/own-nodes.ts";
import { OwnPostgres } from "../../scripts/cluster/own-postgres.ts";

export type TestNodes = Readonly<{ nodes: OwnNodes; postgres: OwnPostgres; logs: () => string }>;

/**
 * Nodes on one PostgreSQL, for a test file; call it at the top.
 *
 * @param durable for files that kill PostgreSQL: without waiting for the disk it forgets what it has just said is done
 */
export function sharedNodes(
  count: number,
  environment: () => Readonly<Record<string, string>> = () => ({}),
  durable: "durable" | "quick" = "quick",
): () => TestNodes {
  let running: TestNodes | undefined;
  let postgres: OwnPostgres | undefined;
  beforeAll(async () => {
    postgres = await OwnPostgres.start({ fsync: durable === "durable" });
    const logged: string[] = [];
    const nodes = await OwnNodes.start(count, {
      databaseUrl: postgres.url,
      environment: { MEDIASOUP_WORKER_BIN: "/nowhere/worker", ...environment() },
      onLog: (text) => logged.push(text),
    });
    running = { nodes, postgres, logs: () => logged.join("") };
  }, 240_000);
  afterAll(async () => {
    await running?.nodes.stop();
    await postgres?.stop();
  });
  return () => {
    if (running === undefined) throw new Error("the nodes are not started yet");
    return running;
  };
}
