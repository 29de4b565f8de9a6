import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Bare socket.io servers, as many as there are nodes. */
export class BareServers {
  readonly #children: ChildProcess[] = [];
  readonly urls: string[] = [];

  static async start(count: number): Promise<BareServers> {
    const servers = new BareServers();
    try {
      for (let index = 0; index < count; index += 1) await servers.#add();
    } catch (error) {
      await servers.stop();
      throw error;
    }
    return servers;
  }

  get pids(): readonly number[] {
    return this.#children.flatMap(({ pid }) => pid ?? []);
  }

  async stop(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  }

  async #add(): Promise<void> {
    const program = join(import.meta.dirname, "bare-server.ts");
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#children.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      this.urls.push(line);
      return;
    }
    throw new Error("a bare server ended before it served");
  }
}
