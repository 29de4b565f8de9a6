import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { mediaReady } from "../../scripts/demo/media-ready.ts";
import { workerPath } from "../../scripts/demo/media-server.ts";
import { startOwnServer } from "../../scripts/demo/own-server.ts";
import { descendantsOf, stillRunning } from "../../scripts/faults/processes.ts";
import { asOwner } from "../support/server-database.ts";
import { Lot } from "../support/server-people.ts";
import { atEnd, eventually, temporaryFolder } from "../support/server-process.ts";
import { codeOf, command, joined } from "../support/server-wire.ts";

const real = { MEDIASOUP_WORKER_BIN: workerPath(), MEDIA_WORKERS: "1" };
const quiet = () => {};

test("Ctrl-C, which reaches every process of the group, stops all children and ends with 0", async () => {
  const main = resolve(import.meta.dirname, "../../server/src/main.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main], {
    env: {
      ...process.env,
      ...real,
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: join(temporaryFolder(), "data"),
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  atEnd(() => child.kill("SIGKILL"));
  const said: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, "line");
  const url = /http:\S+/.exec(String(line))?.[0] ?? "";
  await mediaReady(url, quiet);
  const children = descendantsOf(child.pid ?? 0);
  expect(children.map(({ name }) => name).join()).toMatch(
    /postgres.*mediasoup|mediasoup.*postgres/,
  );
  const exited = once(child, "exit");
  process.kill(-(child.pid ?? 0), "SIGINT");
  expect(await exited).toEqual([0, null]);
  expect(stillRunning(children)).toEqual([]);
  expect(said.join("")).toBe("");
}, 120_000);

test("SIGINT to the server alone stops all children and ends with 0", async () => {
  const server = await startOwnServer({ environment: real, onLog: quiet });
  atEnd(server.stop);
  await mediaReady(server.url, quiet);
  const children = descendantsOf(server.child.pid ?? 0);
  const exited = once(server.child, "exit");
  server.child.kill("SIGINT");
  expect(await exited).toEqual([0, null]);
  expect(stillRunning(children)).toEqual([]);
}, 120_000);

test("a killed server leaves no child, starts again at once, and knows what it had acknowledged", async () => {
  const dataDir = temporaryFolder();
  const first = await startOwnServer({ dataDir, environment: real, onLog: quiet });
  atEnd(first.stop);
  await mediaReady(first.url, quiet);
  const lot = await Lot.open(first.url);
  atEnd(() => lot.close());
  const id = randomUUID();
  const note = { type: "note", text: "重启前后同一条" };
  const before = await joined(lot.supervisor.account, lot.id);
  expect(await codeOf(command(before, note, { id }))).toBe("ok");
  const children = descendantsOf(first.child.pid ?? 0);
  expect(children.length).toBeGreaterThan(1);

  const exited = once(first.child, "exit");
  first.child.kill("SIGKILL");
  await exited;
  await eventually("no child is left", () => stillRunning(children).length === 0);
  const from = performance.now();
  const port = Number(new URL(first.url).port);
  const second = await startOwnServer({ dataDir, port, environment: real, onLog: quiet });
  atEnd(second.stop);
  console.info(`a second start on the same data took ${Math.round(performance.now() - from)} ms`);

  // The cookie of before still holds, and the seats are open: nobody waits for a dead server's lease.
  const after = await joined(lot.supervisor.account, lot.id);
  expect(await codeOf(command(after, note, { id }))).toBe("ok");
  const times = await asOwner(dataDir, async (client) => {
    const { rowCount } = await client.query("select from event where command_id = $1", [id]);
    return rowCount;
  });
  expect(times).toBe(1);
  await lot.host.joined();
  await lot.host.until(
    ({ view }) => view.seats.find(({ role }) => role === "supervisor")?.presence === "present",
  );
}, 120_000);
