import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OwnPostgres } from "../../cluster/own-postgres.ts";
import { OwnRedis } from "../../cluster/own-redis.ts";
import { Relay, type Place } from "../../cluster/relay.ts";
import { startOwnServer, type OwnServer } from "../../demo/own-server.ts";

/** A node with its lines: to the store, to Redis, and the one that people reach it by. */
export type SiteNode = Readonly<{
  /** `NODE_ID`, and the name under which it works in the database. */
  id: string;
  url: string;
  server: OwnServer;
  lines: Readonly<{ store: Relay; news: Relay; people: Relay }>;
}>;

export type SiteOptions = Readonly<{
  nodes: number;
  environment?: Readonly<Record<string, string>>;
  onLog: (text: string) => void;
}>;

/**
 * Nodes on a PostgreSQL and a Redis of their own, every line of theirs through a relay, and a balancer before them that
 * leads to those that answer.
 */
export class Site {
  readonly postgres: OwnPostgres;
  readonly redis: OwnRedis;
  readonly balancer: Relay;
  readonly #folder: string;
  readonly #options: SiteOptions;
  #nodes: readonly SiteNode[] = [];
  /** Nodes that answer nobody: the balancer leads nobody there. */
  readonly #aside = new Set<SiteNode>();
  #started = 0;
  #led = 0;

  private constructor(
    folder: string,
    postgres: OwnPostgres,
    redis: OwnRedis,
    balancer: Relay,
    options: SiteOptions,
  ) {
    this.#folder = folder;
    this.postgres = postgres;
    this.redis = redis;
    this.#options = options;
    this.balancer = balancer;
  }

  static async open(options: SiteOptions): Promise<Site> {
    const postgres = await OwnPostgres.start();
    const redis = await OwnRedis.start();
    const folder = await mkdtemp(join(tmpdir(), "yuanping-site-"));
    const led: { site?: Site } = {};
    const balancer = await Relay.open(() => led.site?.leads());
    const site = new Site(folder, postgres, redis, balancer, options);
    led.site = site;
    try {
      for (let count = 0; count < options.nodes; count += 1) await site.add();
    } catch (error) {
      await site.close();
      throw error;
    }
    return site;
  }

  /** Those that were not ended. */
  get nodes(): readonly SiteNode[] {
    return this.#nodes;
  }

  /** Where the balancer leads the next one who comes. */
  leads(): Place | undefined {
    const answering = this.#nodes.filter((node) => !this.#aside.has(node));
    this.#led += 1;
    const node = answering[this.#led % answering.length];
    return node === undefined ? undefined : { port: node.lines.people.port };
  }

  setAside(node: SiteNode): void {
    this.#aside.add(node);
  }

  takeBack(node: SiteNode): void {
    this.#aside.delete(node);
  }

  async add(): Promise<SiteNode> {
    this.#started += 1;
    const id = `n${this.#started}`;
    const served: { place?: Place } = {};
    const people = await Relay.open(() => served.place);
    const store = await Relay.open(() => ({ path: this.postgres.socket }));
    const news = await Relay.open(() => ({ port: this.redis.port }));
    const server = await startOwnServer({
      dataDir: join(this.#folder, id),
      environment: {
        DATABASE_URL: this.postgres.urlAt(store.port, id),
        REDIS_URL: `redis://127.0.0.1:${news.port}`,
        KEY_FILE: join(this.#folder, "master.key"),
        PUBLIC_URL: people.url,
        NODE_ID: id,
        ...this.#options.environment,
      },
      onLog: (text) => this.#options.onLog(`${id} ${text}`),
    });
    served.place = { port: Number(new URL(server.url).port) };
    const node = { id, url: people.url, server, lines: { store, news, people } };
    this.#nodes = [...this.#nodes, node];
    return node;
  }

  /** Ends a node by a signal and forgets it; resolves when its process has ended. */
  async end(node: SiteNode, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const { child } = node.server;
    this.setAside(node);
    const ended =
      child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
    child.kill(signal);
    await ended;
    this.#nodes = this.#nodes.filter((other) => other !== node);
    this.#aside.delete(node);
    for (const line of Object.values(node.lines)) await line.close();
  }

  /** Ends all nodes in order, so that everything is signed; the stores stay. */
  async endNodes(): Promise<void> {
    for (const node of this.#nodes) {
      node.server.child.kill("SIGCONT");
      for (const line of Object.values(node.lines)) line.mend();
    }
    await Promise.all(this.#nodes.map((node) => this.end(node, "SIGTERM")));
  }

  async close(): Promise<void> {
    await this.endNodes();
    await this.balancer.close();
    await this.redis.stop();
    await this.postgres.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
