import type { Moved } from "@yuanping/shared/contracts/socket.ts";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import type { Nodes } from "../../cluster/nodes.ts";
import type { Tickets } from "../../cluster/tickets.ts";
import type { SeatOwner } from "./room-socket.ts";

/** The other nodes, as the sockets of this one need them. A server by itself has none. */
export type Elsewhere = Readonly<{
  nodes: Nodes;
  tickets: Tickets;
}>;

export const opening = refuse("unavailable", "room.opening");

/** The way to a room on another node, for one person; undefined while that node is not there. */
export async function wayTo(
  evaluation: string,
  boot: string,
  owner: SeatOwner,
  { nodes, tickets }: Elsewhere,
): Promise<Moved | undefined> {
  const node = await nodes.find(boot);
  if (node === undefined) return undefined;
  return { url: node.url, ticket: await tickets.issue({ ...owner, evaluation, boot }) };
}

/** The way as a refused join tells it. */
export function movedTo(way: Moved | undefined): Refusal {
  return way === undefined ? opening : refuse("unavailable", "room.moved", way);
}
