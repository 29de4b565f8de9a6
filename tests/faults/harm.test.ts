import { expect, test } from "vitest";
import { runNodes } from "../../scripts/faults/nodes.ts";

const seed = Number(process.env["NODES_SEED"] ?? Math.floor(Math.random() * 2 ** 32));

test(`random faults under talk lose, double and spoil nothing that was acknowledged (NODES_SEED=${seed})`, async () => {
  const said: string[] = [];
  const report = await runNodes({
    rounds: 4,
    seed,
    nodes: 2,
    only: ["kill a node", "stop a node in order", "pause a node", "stop PostgreSQL"],
    talking: 1,
    playing: false,
    say: (text) => said.push(text),
  });
  console.info(said.join("\n"));
  expect(report.broken).toEqual([]);
  expect(report.rounds).toBe(4);
  expect(report.takeoverMs.count).toBeGreaterThan(0);
  expect(report.handoverMs.count).toBeGreaterThan(0);
  expect(report.acknowledged).toBeGreaterThan(20);
}, 600_000);
