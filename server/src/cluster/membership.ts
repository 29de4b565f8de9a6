import type { EvaluationRoom } from "../kernel/evaluation-room.ts";
import type { Rooms } from "../kernel/rooms.ts";
import { renewMs } from "../kernel/stream-writer.ts";
import { beatMs, type NodeLoad, type Nodes } from "./nodes.ts";
import { placeOn, usualMedia } from "./placement.ts";
import type { Tickets } from "./tickets.ts";

export type MembershipOptions = Readonly<{
  nodes: Nodes;
  rooms: Rooms;
  tickets: Tickets;
  region: string;
  load: () => NodeLoad;
  /** Whether nobody is in the room and nothing is left to happen in it. */
  isDone: (room: EvaluationRoom) => boolean;
  /** Whether this machine's clock and the database's are close enough for what they put on record. */
  clocksAgree: () => Promise<boolean>;
  onFault: (error: unknown) => void;
}>;

/** Tickets that nobody used are removed this often. */
const tidyMs = 60_000;

/**
 * A node's life among others: it says that it lives, keeps its leases, takes over the rooms of those who died, and gives
 * its own away when it stops.
 */
export class Membership {
  readonly #options: MembershipOptions;
  readonly #timers: NodeJS.Timeout[] = [];
  #idTaken = false;
  #clocksAgree = true;

  constructor(options: MembershipOptions) {
    this.#options = options;
  }

  /** What is wrong with this node's place among the others, in words for whoever runs it. */
  get trouble(): string | undefined {
    if (this.#idTaken) return "another node works under this node's id";
    return this.#clocksAgree ? undefined : "this machine's clock and the database's differ";
  }

  async start(): Promise<void> {
    const { rooms, tickets, clocksAgree, isDone } = this.#options;
    await this.beat();
    await rooms.renew();
    this.#every(beatMs, async () => {
      await this.beat();
      await rooms.takeOver();
    });
    this.#every(renewMs, () => rooms.renew());
    this.#every(tidyMs, async () => {
      await tickets.forgetExpired();
      await rooms.retire(isDone);
      this.#clocksAgree = await clocksAgree();
    });
  }

  async beat(): Promise<void> {
    const { nodes, load } = this.#options;
    this.#idTaken = !(await nodes.beat(load()));
  }

  /** Brings a room that was just opened here to the node that is best for it. */
  async settle(evaluation: string): Promise<void> {
    const { nodes, rooms, region } = this.#options;
    const best = placeOn(nodes.live, { region, media: usualMedia });
    if (best !== undefined && best.boot !== nodes.boot) await rooms.handOver(evaluation, best.boot);
  }

  /** Gives every room to another node, as far as there is one, and leaves. */
  async leave(): Promise<void> {
    const { nodes, rooms, region } = this.#options;
    for (const timer of this.#timers) clearInterval(timer);
    nodes.drain();
    await this.beat();
    await rooms.drain(async () => {
      const others = nodes.live.filter(({ boot }) => boot !== nodes.boot);
      return placeOn(others, { region, media: usualMedia })?.boot;
    });
    await nodes.leave();
  }

  /** One at a time: what takes longer than its interval is not begun twice. */
  #every(ms: number, work: () => Promise<void>): void {
    let underWay = false;
    const timer = setInterval(() => {
      if (underWay) return;
      underWay = true;
      work()
        .catch(this.#options.onFault)
        .finally(() => {
          underWay = false;
        });
    }, ms);
    this.#timers.push(timer);
  }
}
