import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const main = resolve(import.meta.dirname, "../../server/src/main.ts");

export type OwnServer = Readonly<{
  url: string;
  dataDir: string;
  /** The server's process, for faults and measurements. */
  child: ChildProcess;
  /** Stops it in order and removes its data. */
  stop(): Promise<void>;
}>;

export type OwnServerOptions = Readonly<{
  /** Continue with the data of an earlier one; it is then left in place. */
  dataDir?: string;
  /** Where an earlier one served, so that its clients find this one; any free port by default. */
  port?: number;
  environment?: Readonly<Record<string, string>>;
  /** Hears everything that it logs; by default that goes to our own stderr. */
  onLog?: (text: string) => void;
}>;

/** Starts the product's server as its own process, on a free port with a fresh store, and waits until it serves. */
export async function startOwnServer(options: OwnServerOptions = {}): Promise<OwnServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "yuanping-demo-")));
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main], {
    env: {
      ...process.env,
      LOG_LEVEL: "warn",
      ...options.environment,
      PORT: String(options.port ?? 0),
      HOST: "127.0.0.1",
      DATA_DIR: dataDir,
    },
    stdio: ["ignore", "pipe", options.onLog === undefined ? "inherit" : "pipe"],
  });
  const { onLog } = options;
  if (onLog !== undefined) child.stderr?.setEncoding("utf8").on("data", onLog);
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(child), dataDir, child, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that a starting server prints. Rejects when it ends without one. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("the server's output is not connected");
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const found = /https?:\/\/[^\s]+/.exec(line);
    if (found !== null) {
      // What it prints afterwards is not wanted, but must not fill the pipe.
      child.stdout.resume();
      return found[0];
    }
  }
  throw new Error("the server ended before it served; its messages are above");
}
