import type { Generated } from "kysely";

/** Which nodes work on this database, and the tickets by which they send people to one another. */
export interface ClusterTables {
  node: NodeTable;
  ticket: TicketTable;
}

export interface NodeTable {
  id: string;
  /** One run of the node, and what leases name: a restarted node is another holder. */
  boot: string;
  /** Where clients reach this node and no other. */
  url: string;
  region: string;
  rooms: number;
  seats: number;
  /** Tracks that its media workers could still forward. */
  media_free: number;
  /** It is stopping and takes no more rooms. */
  draining: boolean;
  version: string;
  started_at: Generated<Date>;
  seen_at: Generated<Date>;
}

export interface TicketTable {
  /** SHA-256 of the ticket: who reads the table has no ticket. */
  hash: Uint8Array;
  session: string;
  evaluation: string;
  /** The run of the node that it is for. */
  boot: string;
  /** SHA-256 of a secret of the client that it was given to; empty when the client named none. */
  claim: Uint8Array;
  expires_at: Date;
}
