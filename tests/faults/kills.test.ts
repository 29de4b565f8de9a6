import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { runKills } from "../../scripts/faults/kills.ts";

/** A slice: a thousand are a command of their own. */
const rounds = 5;

test(`${rounds} kills at random moments lose, double and spoil nothing that was acknowledged`, async () => {
  const seed = Number(process.env["KILLS_SEED"] ?? randomInt(2 ** 32));
  console.info(`npm run -s faults -- kills --rounds ${rounds} --seed ${seed}`);
  const report = await runKills({ rounds, seed, say: () => {} });
  console.info(JSON.stringify(report));
  expect(report.broken).toEqual([]);
  expect(report.kills).toBe(rounds);
  expect(report.evaluations).toBeGreaterThan(0);
  expect(report.acknowledged).toBeGreaterThan(20);
}, 900_000);
