import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startOwnServer, type OwnServer } from "../demo/own-server.ts";
import { descendantsOf, stillRunning, type ProcessMark } from "./processes.ts";

/** One kill: how long the next server took to serve, and what the killed one left running. */
export type Kill = Readonly<{ restartMs: number; orphans: readonly ProcessMark[] }>;

const lookEvery = 20;
/** What a killed server leaves must be gone by then. */
const orphanPatience = 15_000;

/** The product's server on one data folder and one port, to be killed and started again. */
export class RestartingServer {
  readonly dataDir: string;
  readonly #environment: Readonly<Record<string, string>>;
  #server: OwnServer;

  private constructor(
    dataDir: string,
    environment: Readonly<Record<string, string>>,
    server: OwnServer,
  ) {
    this.dataDir = dataDir;
    this.#environment = environment;
    this.#server = server;
  }

  static async start(
    environment: Readonly<Record<string, string>> = {},
  ): Promise<RestartingServer> {
    const dataDir = await mkdtemp(join(tmpdir(), "yuanping-kills-"));
    return new RestartingServer(
      dataDir,
      environment,
      await startOwnServer({ dataDir, environment }),
    );
  }

  get url(): string {
    return this.#server.url;
  }

  get pid(): number {
    const { pid } = this.#server.child;
    if (pid === undefined) throw new Error("the server was not started");
    return pid;
  }

  /** SIGKILL, and a new server on the same data and port. Resolves when that one serves. */
  async kill(): Promise<Kill> {
    const { child } = this.#server;
    const started = descendantsOf(this.pid);
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    const from = performance.now();
    this.#server = await startOwnServer({
      dataDir: this.dataDir,
      port: Number(new URL(this.url).port),
      environment: this.#environment,
    });
    const restartMs = Math.round(performance.now() - from);
    return { restartMs, orphans: await left(started) };
  }

  /** Stops the server in order and removes its data. */
  async stop(): Promise<void> {
    await this.#server.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

async function left(started: readonly ProcessMark[]): Promise<readonly ProcessMark[]> {
  const deadline = performance.now() + orphanPatience;
  for (;;) {
    const running = stillRunning(started);
    if (running.length === 0 || performance.now() > deadline) return running;
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
}
