import { isOver } from "@yuanping/shared/evaluation/knowledge.ts";
import { settingsOf, tolerableSkewMs, type Database } from "./adapters/postgres/index.ts";
import { locating } from "./cluster/locating.ts";
import { Membership } from "./cluster/membership.ts";
import { Nodes, type NodeSelf } from "./cluster/nodes.ts";
import { Tickets } from "./cluster/tickets.ts";
import type { Clock, LeaseStore } from "./kernel/ports.ts";
import type { Rooms, Whereabouts } from "./kernel/rooms.ts";
import type { MediaPlane } from "./media/plane.ts";

/** The other nodes, as the parts of this one see them. */
export type Cluster = Readonly<{
  nodes: Nodes;
  tickets: Tickets;
  membership: Membership;
  locate: (evaluation: string) => Promise<Whereabouts>;
  /** The address of the other node that serves an evaluation; undefined when it is this one, or none yet. */
  urlOf: (evaluation: string) => Promise<string | undefined>;
}>;

export type ClusterParts = Readonly<{
  db: Database;
  leases: LeaseStore;
  rooms: Rooms;
  plane: MediaPlane;
  /** How many people sit on this node, or in one of its rooms. */
  seats: (evaluation?: string) => number;
  self: NodeSelf;
  boot: string;
  clock: Clock;
  /** Hears of the addresses of all nodes, whenever one comes or goes. */
  onNodes: (urls: readonly string[]) => void;
  onFault: (error: unknown) => void;
}>;

/** Makes this node one of those that work on the database. Throws `NodeIdTaken`. */
export async function joinCluster(parts: ClusterParts): Promise<Cluster> {
  const { db, leases, rooms, plane, seats, self, boot, clock, onFault } = parts;
  const nodes = await Nodes.enter(db, self, boot, parts.onNodes);
  const tickets = new Tickets(db);
  const membership = new Membership({
    nodes,
    rooms,
    tickets,
    region: self.region,
    load: () => ({ rooms: rooms.count, seats: seats(), mediaFree: plane.freeConsumers() }),
    isDone: ({ id, state }) => state !== undefined && isOver(state.stage) && seats(id) === 0,
    clocksAgree: async () => {
      const { skewMs } = await settingsOf(db, () => clock.now());
      return Math.abs(skewMs) <= tolerableSkewMs;
    },
    onFault,
  });
  await membership.start();
  await rooms.missVanished();
  const locate = locating(leases, nodes, self.region);
  return {
    nodes,
    tickets,
    membership,
    locate,
    urlOf: async (evaluation) => {
      if ((await rooms.here(evaluation)) !== undefined) return undefined;
      const place = await locate(evaluation);
      return place.at === "elsewhere" ? (await nodes.find(place.node))?.url : undefined;
    },
  };
}
