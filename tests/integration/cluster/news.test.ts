import { createClient } from "redis";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { healthSchema } from "@yuanping/shared/contracts/http.ts";
import { notices } from "@yuanping/shared/contracts/socket.ts";
import { holderOf } from "../../../scripts/cluster/lease-holder.ts";
import { OwnRedis } from "../../../scripts/cluster/own-redis.ts";
import { sharedNodes } from "../../support/server-cluster.ts";
import { Lot, signedIn } from "../../support/server-people.ts";
import { atEnd, eventually } from "../../support/server-process.ts";
import { bareSocket } from "../../support/server-wire.ts";

let redis: OwnRedis;
let lot: Lot;

beforeAll(async () => {
  redis = await OwnRedis.start();
});
const cluster = sharedNodes(2, () => ({ REDIS_URL: redis.url }));
beforeAll(async () => {
  lot = await (await Lot.open(cluster().nodes.at(0).url)).checkIn();
}, 120_000);
afterAll(async () => {
  lot?.close();
  await redis?.stop();
});

/** What the host's other window, on the node where the room does not live, is told. */
async function farListener(): Promise<
  Readonly<{ socket: Socket; versions: number[]; states: string[] }>
> {
  const holder = await holderOf(cluster().postgres.url, lot.id);
  const far = cluster().nodes.all.find(({ url }) => url !== holder);
  if (far === undefined) throw new Error("there is one node only");
  const { cookie } = await signedIn(far.url, "host");
  const socket = bareSocket(far.url, { extraHeaders: { cookie } });
  const versions: number[] = [];
  const states: string[] = [];
  socket.on("centre:news", (body) => {
    const { evaluation, version } = notices["centre:news"].parse(body);
    if (evaluation === lot.id) versions.push(version);
  });
  socket.on("centre:status", (body) => states.push(notices["centre:status"].parse(body).news));
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  return { socket, versions, states };
}

async function newsOf(url: string): Promise<string | undefined> {
  const response = await fetch(`${url}/healthz`);
  return healthSchema.parse(await response.json()).news;
}

test("who is on another node than the room hears of it at once", async () => {
  const { versions } = await farListener();
  await lot.host.do({ type: "pause", reason: "核对" });
  await eventually("it is told", () => versions.length > 0);
  await lot.host.do({ type: "resume", reason: "继续" });
  await eventually("and again, of a newer version", () => new Set(versions).size > 1);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
});

test("with Redis killed the room goes on and says that news are degraded; back, they are made good from the record", async () => {
  const { versions, states } = await farListener();
  await redis.kill();
  await eventually("everybody is told", () => states.at(-1) === "degraded");
  for (const { url } of cluster().nodes.all)
    await eventually("health says so", async () => (await newsOf(url)) === "degraded");
  await lot.host.do({ type: "pause", reason: "期间" });
  await lot.supervisor.until(({ view }) => view.paused !== undefined);
  await lot.host.do({ type: "say", text: "照常交流" });
  await lot.witness.until(({ view }) => JSON.stringify(view.talk).includes("照常交流"));
  const before = versions.at(-1) ?? 0;
  await redis.restart();
  await eventually("news are live again", () => states.at(-1) === "live");
  await eventually("what was missed is told", () => (versions.at(-1) ?? 0) > before);
  // Taken before the command: its news may be here before its acknowledgement is.
  const caughtUp = versions.at(-1) ?? 0;
  await lot.host.do({ type: "resume", reason: "继续" });
  await eventually("and news flow again", () => (versions.at(-1) ?? 0) > caughtUp);
  expect(states).toEqual(["live", "degraded", "live"]);
}, 90_000);

test("a node without the right password, or whose keys are someone else's, does not start and says why", async () => {
  const guarded = await OwnRedis.start({ password: "right" });
  atEnd(() => guarded.stop());
  const { nodes, logs } = cluster();
  const wrong = guarded.url.replace("right", "wrong");
  await expect(nodes.add({ REDIS_URL: wrong })).rejects.toThrow("ended before it served");
  expect(logs()).toContain("the Redis of REDIS_URL cannot be used: WRONGPASS");
  const [key = ""] = (await (await fetch(`${nodes.at(0).url}/api/log/keys`)).text()).split("+");
  const client = createClient({ url: guarded.url });
  await client.connect();
  await client.set(`yuanping:${key}:news`, "somebody's");
  client.destroy();
  await expect(nodes.add({ REDIS_URL: guarded.url })).rejects.toThrow("ended before it served");
  expect(logs()).toContain("is a string of someone else");
});

test("a Redis Cluster, and a Redis that a Sentinel names, carry news like a single one", async () => {
  const whole = await OwnRedis.start({ settings: ["--cluster-enabled", "yes"] });
  atEnd(() => whole.stop());
  const client = createClient({ url: whole.url });
  await client.connect();
  await client.sendCommand(["CLUSTER", "ADDSLOTSRANGE", "0", "16383"]);
  await eventually("the cluster is formed", async () =>
    JSON.stringify(await client.sendCommand(["CLUSTER", "INFO"])).includes("cluster_state:ok"),
  );
  client.destroy();
  const sentinel = await OwnRedis.start({
    settings: ["--sentinel"],
    file: `sentinel monitor main 127.0.0.1 ${redis.port} 1\n`,
  });
  atEnd(() => sentinel.stop());
  for (const url of [
    `redis+cluster://127.0.0.1:${whole.port}`,
    `redis+sentinel://127.0.0.1:${sentinel.port}/main`,
  ]) {
    const node = await cluster().nodes.add({ REDIS_URL: url });
    await eventually(`news are live by ${url}`, async () => (await newsOf(node.url)) === "live");
    await node.stop();
    expect(node.child.exitCode).toBe(0);
  }
}, 120_000);
