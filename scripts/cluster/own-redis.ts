import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findRedis } from "../toolchain/redis.ts";

export type OwnRedisOptions = Readonly<{
  password?: string;
  /** More of its settings, as `--name value`. */
  settings?: readonly string[];
  /** A file of settings in its folder, for what cannot be said on the command line. */
  file?: string;
}>;

/** A Redis for nodes to share, on a loopback port. It keeps nothing on disk, and can be killed and started again. */
export class OwnRedis {
  readonly port: number;
  readonly folder: string;
  readonly #program: string;
  readonly #options: OwnRedisOptions;
  #child: ChildProcess | undefined;

  private constructor(port: number, folder: string, program: string, options: OwnRedisOptions) {
    this.port = port;
    this.folder = folder;
    this.#program = program;
    this.#options = options;
  }

  static async start(options: OwnRedisOptions = {}): Promise<OwnRedis> {
    const folder = await mkdtemp(join(tmpdir(), "yuanping-redis-"));
    const redis = new OwnRedis(await freePort(), folder, await findRedis(), options);
    await redis.restart();
    return redis;
  }

  get url(): string {
    const { password } = this.#options;
    return `redis://${password === undefined ? "" : `:${password}@`}127.0.0.1:${this.port}`;
  }

  /** Its process; 0 while there is none. */
  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts it after a kill, empty, on the same port; resolves when it answers. */
  async restart(): Promise<void> {
    const { password, settings = [] } = this.#options;
    const file = join(this.folder, "redis.conf");
    if (this.#options.file !== undefined) await writeFile(file, this.#options.file);
    const guarded = password === undefined ? [] : ["--requirepass", password];
    const child = spawn(
      this.#program,
      [
        ...(this.#options.file === undefined ? [] : [file]),
        "--port",
        String(this.port),
        "--bind",
        "127.0.0.1",
        "--dir",
        this.folder,
        "--save",
        "",
        "--appendonly",
        "no",
        ...guarded,
        ...settings,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      if (/Ready to accept connections|Sentinel ID is/.test(line)) {
        child.stdout.resume();
        return;
      }
    }
    throw new Error(`redis-server ended before it served (${child.exitCode})`);
  }

  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("there is no free port");
  return address.port;
}
