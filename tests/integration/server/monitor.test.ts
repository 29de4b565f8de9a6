import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { sharedServer, temporaryFolder } from "../../support/server-process.ts";

const server = sharedServer();

test("an outsider's monitor follows the installation's ledger without signing in", async () => {
  const state = join(temporaryFolder(), "monitor.json");
  const command = [resolve("scripts/monitor.ts"), server().url, "--once", "--state", state];
  const look = () => promisify(execFile)(process.execPath, command);
  expect((await look()).stdout).toMatch(/ first \d+\n$/u);
  expect((await look()).stdout).toMatch(/ (?:same|grown) \d+\n$/u);
});
