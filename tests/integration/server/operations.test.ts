import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { demoAccounts } from "../../../server/src/registry/demo-centre.ts";
import { secretMarks, secretPrices } from "../../support/server-case.ts";
import { Lot } from "../../support/server-people.ts";
import { eventually, sharedServer } from "../../support/server-process.ts";

const token = "a-token-for-those-who-watch";
const server = sharedServer({ LOG_LEVEL: "debug", METRICS_TOKEN: token });
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(server().url)).checkIn();
  await lot.beginScoring();
  for (const index of [0, 1, 2]) await lot.submit(index);
  await lot.finish();
}, 240_000);
afterAll(() => lot?.close());

const lineSchema = z.looseObject({
  level: z.int(),
  time: z.int(),
  correlation: z.string().optional(),
});

async function metrics(authorization?: string): Promise<Response> {
  return fetch(`${server().url}/metrics`, {
    headers: authorization === undefined ? {} : { authorization },
  });
}

test("a whole evaluation leaves nothing in the log of names, talk, marks, prices, telephones or passwords", () => {
  const { logs } = server();
  const unsaid = [
    ...demoAccounts.map(({ name }) => name),
    ...secretMarks.flat(),
    ...secretPrices,
    lot.host.account.password,
    lot.host.account.cookie.split("=")[1] ?? "no cookie",
    "按评审标准独立打分",
  ];
  expect(unsaid.filter((secret) => logs.includes(secret))).toEqual([]);
  expect(logs).not.toMatch(/(?<![\d.])1380000\d{4}(?!\d)/);
});

test("every line of the log is JSON, and requests and commands have a number to find them by", () => {
  const lines = server()
    .logs.trim()
    .split("\n")
    .map((line) => lineSchema.parse(JSON.parse(line)));
  const requests = lines.filter(({ msg }) => msg === "request");
  expect(requests.length).toBeGreaterThan(10);
  for (const { correlation, path } of requests) {
    expect(correlation).toMatch(/^[\w-]{8,64}$/);
    expect(path).not.toContain(lot.id);
  }
});

test("a command is found in the log by the id that stands in the record", async () => {
  expect(lot.host.acknowledged.length).toBeGreaterThan(3);
  for (const id of lot.host.acknowledged)
    await eventually("it is in the log", () => server().logs.includes(`"id":"${id}"`));
});

test("an answer bears the number that a proxy gave its request, and one of ours where it gave none", async () => {
  const numbered = async (given?: string): Promise<string> => {
    const response = await fetch(`${server().url}/healthz`, {
      headers: given === undefined ? {} : { "x-request-id": given },
    });
    return response.headers.get("x-request-id") ?? "";
  };
  expect(await numbered("abcdef0123456789")).toBe("abcdef0123456789");
  expect(await numbered("<script>")).toMatch(/^[0-9a-f-]{36}$/);
  expect(await numbered()).toMatch(/^[0-9a-f-]{36}$/);
});

test("figures are for whoever has the token, name kinds and codes, and nobody", async () => {
  expect((await metrics()).status).toBe(403);
  expect((await metrics("Bearer something-else-of-that-size")).status).toBe(403);
  const text = await (await metrics(`Bearer ${token}`)).text();
  expect(text).toMatch(/^yuanping_commands_total\{type="submitSheet",outcome="ok"\} 3$/m);
  expect(text).toMatch(/^yuanping_rooms \d+$/m);
  expect(text).toMatch(/^yuanping_commit_seconds_count [1-9]\d*$/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  expect(text).not.toContain(lot.id);
  for (const { name } of demoAccounts) expect(text).not.toContain(name);
});

test("a server that works is ready", async () => {
  const response = await fetch(`${server().url}/readyz`);
  expect([response.status, await response.json()]).toEqual([200, { ready: true }]);
});
