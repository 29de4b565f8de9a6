import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { Candidate } from "./placement.ts";
import type { ClusterTables } from "./tables.ts";

/** How often a node says that it lives. */
export const beatMs = 1_000;
/** A node that was not heard of for this long counts as gone: nobody is sent to it. */
const silentMs = 4_000;
/** Nodes that were gone for this long are forgotten. */
const forgetMs = 24 * 60 * 60_000;

export type NodeLoad = Readonly<{ rooms: number; seats: number; mediaFree: number }>;

export type LiveNode = Candidate & Readonly<{ id: string; url: string }>;

export type NodeSelf = Readonly<{ id: string; url: string; region: string; version: string }>;

/** Another process works under this node's id. */
export class NodeIdTaken extends Error {
  constructor(id: string) {
    super(
      `another node with the id ${id} works on this database; give this one an id of its own (NODE_ID)`,
    );
    this.name = "NodeIdTaken";
  }
}

/** A name for one run of a node, under which it holds leases. */
export function newBoot(id: string): string {
  return `${id}.${randomBytes(4).toString("hex")}`;
}

/** The nodes that work on one database, as this one knows them. Times are the database's: the nodes' clocks may differ. */
export class Nodes {
  readonly boot: string;
  readonly #db: Kysely<ClusterTables>;
  readonly #self: NodeSelf;
  readonly #onChange: (urls: readonly string[]) => void;
  #live: readonly LiveNode[] = [];
  #draining = false;

  private constructor(
    db: Kysely<ClusterTables>,
    self: NodeSelf,
    boot: string,
    onChange: (urls: readonly string[]) => void,
  ) {
    this.#onChange = onChange;
    this.#db = db;
    this.#self = self;
    this.boot = boot;
  }

  /**
   * Enters this node. An id that was used before is taken over once its former holder is silent; throws `NodeIdTaken`
   * when it is not.
   *
   * @param onChange hears of the addresses of all that live, whenever one comes or goes
   */
  static async enter(
    db: Kysely<ClusterTables>,
    self: NodeSelf,
    boot: string,
    onChange: (urls: readonly string[]) => void,
  ): Promise<Nodes> {
    const nodes = new Nodes(db, self, boot, onChange);
    if (!(await nodes.#claim())) {
      await delay(silentMs + beatMs);
      if (!(await nodes.#claim())) throw new NodeIdTaken(self.id);
    }
    return nodes;
  }

  /** Says that this node lives, and learns of the others. False when another process has taken its id. */
  async beat(load: NodeLoad): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("node")
      .set({
        rooms: load.rooms,
        seats: load.seats,
        media_free: load.mediaFree,
        draining: this.#draining,
        seen_at: sql<Date>`clock_timestamp()`,
      })
      .where("boot", "=", this.boot)
      .executeTakeFirst();
    await this.refresh();
    return numUpdatedRows === 1n;
  }

  async refresh(): Promise<void> {
    const rows = await this.#db
      .selectFrom("node")
      .select(["id", "boot", "url", "region", "rooms", "seats", "media_free", "draining"])
      .where(sql<boolean>`seen_at > ${ago(silentMs)}`)
      .orderBy("id")
      .execute();
    const before = this.#live.map(({ url }) => url);
    this.#live = rows.map(({ media_free, ...row }) => ({ ...row, mediaFree: media_free }));
    const urls = this.#live.map(({ url }) => url);
    if (urls.join(" ") !== before.join(" ")) this.#onChange(urls);
  }

  /** Every node that was heard of lately, this one among them. */
  get live(): readonly LiveNode[] {
    return this.#live;
  }

  /** The node of this run, if it lives. */
  async find(boot: string): Promise<LiveNode | undefined> {
    const known = this.#live.find((node) => node.boot === boot);
    if (known !== undefined) return known;
    await this.refresh();
    return this.#live.find((node) => node.boot === boot);
  }

  /** From now on nobody places rooms here; the others learn of it with the next beat. */
  drain(): void {
    this.#draining = true;
  }

  async leave(): Promise<void> {
    await this.#db.deleteFrom("node").where("boot", "=", this.boot).execute();
  }

  async #claim(): Promise<boolean> {
    const { id, url, region, version } = this.#self;
    await this.#db
      .deleteFrom("node")
      .where(sql<boolean>`seen_at < ${ago(forgetMs)}`)
      .execute();
    const mine = {
      boot: this.boot,
      url,
      region,
      version,
      rooms: 0,
      seats: 0,
      media_free: 0,
      draining: false,
    };
    const now = sql<Date>`clock_timestamp()`;
    const claimed = await this.#db
      .insertInto("node")
      .values({ id, ...mine })
      .onConflict((conflict) =>
        conflict
          .column("id")
          .doUpdateSet({ ...mine, started_at: now, seen_at: now })
          .where(sql<boolean>`node.seen_at <= ${ago(silentMs)}`),
      )
      .returning("boot")
      .executeTakeFirst();
    return claimed !== undefined;
  }
}

function ago(ms: number) {
  return sql<Date>`clock_timestamp() - ${ms} * interval '1 millisecond'`;
}
