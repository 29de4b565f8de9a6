import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded, type Embedded } from "../../server/src/adapters/postgres/index.ts";

/** A PostgreSQL for nodes to share, on a Unix socket that only this user can reach. It can be ended and started again. */
export class OwnPostgres {
  readonly dataDir: string;
  readonly #fsync: boolean;
  #server: Embedded;

  private constructor(dataDir: string, fsync: boolean, server: Embedded) {
    this.dataDir = dataDir;
    this.#fsync = fsync;
    this.#server = server;
  }

  static async start({ fsync = true }: Readonly<{ fsync?: boolean }> = {}): Promise<OwnPostgres> {
    const dataDir = await mkdtemp(join(tmpdir(), "yuanping-pg-"));
    return new OwnPostgres(dataDir, fsync, await startEmbedded({ dataDir, fsync }));
  }

  /** As the owner of the tables; the same after a restart. What is before the `?` is for the eye alone. */
  get url(): string {
    const { host, user, database } = this.#server.owner;
    return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
  }

  /** Its socket, for a relay. */
  get socket(): string {
    const { host, port } = this.#server.owner;
    return join(host, `.s.PGSQL.${port}`);
  }

  /** As `url`, through a relay on a loopback port, under a name that the database shows for each connection. */
  urlAt(port: number, name: string): string {
    const { user, database } = this.#server.owner;
    return `postgresql://${user}@127.0.0.1:${port}/${database}?application_name=${name}`;
  }

  /** The parent of all its processes. */
  get pid(): number {
    return this.#server.pid;
  }

  /** Ends it at once, as `pg_ctl stop -m immediate` does: it recovers when it is started again. */
  async kill(): Promise<void> {
    process.kill(this.pid, "SIGQUIT");
    await this.#server.exited;
  }

  async restart(): Promise<void> {
    this.#server = await startEmbedded({ dataDir: this.dataDir, fsync: this.#fsync });
  }

  /** Ends it in order and removes its data. */
  async stop(): Promise<void> {
    await this.#server.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
