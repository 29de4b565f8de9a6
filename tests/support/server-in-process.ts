import { afterAll, beforeAll } from "vitest";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { start, type Running } from "../../server/src/compose.ts";
import { readConfig } from "../../server/src/config.ts";

/** The whole server within the test's own process, so that a fault can be put into its code. Call it at the top. */
export function serverInProcess(): () => string {
  let running: Running | undefined;
  let folder: string | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "yuanping-test-"));
    running = await start({
      config: readConfig({
        PORT: "0",
        HOST: "127.0.0.1",
        DATA_DIR: folder,
        YUANPING_FSYNC: "off",
        MEDIASOUP_WORKER_BIN: "/nowhere/worker",
      }),
      logger: pino({ level: "silent" }),
      clientFolder: join(folder, "no-client"),
      workerProvider: { program: process.execPath, args: ["--version"] },
      version: "0",
    });
  }, 120_000);
  afterAll(async () => {
    await running?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });
  return () => {
    if (running === undefined) throw new Error("the server is not started yet");
    return running.url;
  };
}
