import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startOwnServer, type OwnServer } from "../demo/own-server.ts";

export type NodesOptions = Readonly<{
  databaseUrl: string;
  environment?: Readonly<Record<string, string>>;
  onLog?: (text: string) => void;
}>;

/** Nodes of the product on one database, each a process of its own, with one key file for all. */
export class OwnNodes {
  readonly #options: NodesOptions;
  readonly #folder: string;
  readonly #nodes: OwnServer[] = [];

  private constructor(options: NodesOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
  }

  static async start(count: number, options: NodesOptions): Promise<OwnNodes> {
    const nodes = new OwnNodes(options, await mkdtemp(join(tmpdir(), "yuanping-nodes-")));
    try {
      await Promise.all(Array.from({ length: count }, () => nodes.add()));
    } catch (error) {
      await nodes.stop();
      throw error;
    }
    return nodes;
  }

  /** Every node that was started, also those that were ended since. */
  get all(): readonly OwnServer[] {
    return this.#nodes;
  }

  /** The master key that all of them work under. */
  get keyFile(): string {
    return join(this.#folder, "master.key");
  }

  at(index: number): OwnServer {
    const node = this.#nodes[index];
    if (node === undefined) throw new Error(`there is no node ${index}`);
    return node;
  }

  async add(environment: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
    const { databaseUrl, onLog } = this.#options;
    const node = await startOwnServer({
      dataDir: join(this.#folder, `node-${this.#nodes.length}`),
      environment: {
        DATABASE_URL: databaseUrl,
        KEY_FILE: this.keyFile,
        ...this.#options.environment,
        ...environment,
      },
      ...(onLog === undefined ? {} : { onLog }),
    });
    this.#nodes.push(node);
    return node;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.stop()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
