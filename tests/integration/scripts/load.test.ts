import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { z } from "zod";
import { descendantsOf, stillRunning } from "../../../scripts/faults/processes.ts";
import { atEnd } from "../../support/server-process.ts";

const command = resolve(import.meta.dirname, "../../../scripts/load.ts");
const small = "--rooms 2 --nodes 2 --seats 6 --rate 40 --seconds 2 --still 0 --seed 1 --json";

const resultSchema = z.looseObject({
  entered: z.looseObject({ joined: z.int(), failed: z.int(), moves: z.int() }),
  played: z.looseObject({
    acks: z.looseObject({ count: z.int() }),
    proven: z.looseObject({ count: z.int() }),
    viewers: z.looseObject({ count: z.int() }),
    lost: z.int(),
    missed: z.int(),
    refused: z.record(z.string(), z.int()),
  }),
  bare: z.looseObject({ played: z.looseObject({ acks: z.looseObject({ count: z.int() }) }) }),
});

/**
 * How often seats may be shown another node: every other seat once, as it turns to the one that has its room not; and of
 * the other six any number there and back, because two nodes may each hold the other for the better place when a beat
 * falls between, until the room is open.
 */
const ways = [6, 8, 10, 12, 14, 16, 18];

function start() {
  const quiet = "--disable-warning=ExperimentalWarning";
  const child = spawn(process.execPath, [quiet, command, ...small.split(" ")], {
    env: { ...process.env, YUANPING_FSYNC: "off" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  atEnd(() => child.kill("SIGKILL"));
  return child;
}

test("rooms on two nodes are played and measured beside bare servers, and everybody sees everything", async () => {
  const child = start();
  const [output, said, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  expect({ status, said }).toMatchObject({ status: 0 });
  const { entered, played, bare } = resultSchema.parse(JSON.parse(output));
  expect(entered).toMatchObject({ joined: 12, failed: 0 });
  expect(ways).toContain(entered.moves);
  expect(played).toMatchObject({ lost: 0, missed: 0, refused: {} });
  expect(played.acks.count + played.proven.count).toBeGreaterThan(0);
  expect(played.viewers.count % 6).toBe(0);
  expect(bare.played.acks.count).toBeGreaterThan(0);
}, 180_000);

test("Ctrl-C in the middle ends everything that was started", async () => {
  const child = start();
  const ended = once(child, "exit");
  child.stdout.resume();
  for await (const line of createInterface({ input: child.stderr })) {
    if (/rooms prepared/.test(line)) break;
  }
  child.stderr.resume();
  const children = descendantsOf(child.pid ?? 0);
  expect(children.map(({ name }) => name).join()).toMatch(/postgres.*redis|redis.*postgres/);
  child.kill("SIGINT");
  expect((await ended)[0]).toBe(1);
  expect(stillRunning(children)).toEqual([]);
}, 120_000);
