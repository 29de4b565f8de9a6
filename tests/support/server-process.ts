import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import { startOwnServer, type OwnServer } from "../../scripts/demo/own-server.ts";

/** Settings of a server that is under test: without media and recording, and without waiting for the disk. */
const usual = {
  MEDIASOUP_WORKER_BIN: "/nowhere/worker",
  RECORDING: "off",
  YUANPING_FSYNC: "off",
};

const endings: (() => unknown)[] = [];

/** Runs when the test ends, last made first ended. */
export function atEnd(end: () => unknown): void {
  endings.unshift(end);
}

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

export type TestServer = Readonly<{ server: OwnServer; logs: () => string }>;

export async function startTestServer(
  options: Readonly<{
    dataDir?: string;
    port?: number;
    environment?: Readonly<Record<string, string>>;
  }> = {},
): Promise<TestServer> {
  const logged: string[] = [];
  const server = await startOwnServer({
    ...options,
    environment: { ...usual, ...options.environment },
    onLog: (text) => logged.push(text),
  });
  return { server, logs: () => logged.join("") };
}

/** One server for a test file; call it at the top of the file. */
export function sharedServer(
  environment: Readonly<Record<string, string>> = {},
): () => Readonly<{ url: string; dataDir: string; logs: string }> {
  let running: TestServer | undefined;
  beforeAll(async () => {
    running = await startTestServer({ environment });
  }, 120_000);
  afterAll(() => running?.server.stop());
  return () => {
    if (running === undefined) throw new Error("the server is not started yet");
    const { url, dataDir } = running.server;
    return { url, dataDir, logs: running.logs() };
  };
}

/** A data folder that is gone when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "yuanping-server-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Waits until the check holds; fails with `what` after a generous while. */
export async function eventually(
  what: string,
  check: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + 55_000;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
