/** What placement knows of a node. */
export type Candidate = Readonly<{
  boot: string;
  region: string;
  rooms: number;
  seats: number;
  /** Tracks that its media workers could still forward. */
  mediaFree: number;
  draining: boolean;
}>;

export type Wish = Readonly<{
  /** Where the room's people are, as far as is known. */
  region: string;
  /** Tracks that the room may need to have forwarded. */
  media: number;
}>;

/** Nine seats and two who only watch, everybody seeing everybody: what a usual room may need. */
export const usualMedia = 126;

/**
 * The node for a room that is served nowhere: one with media left for it, of these one in its region, of these the one
 * with the fewest seats. Media counts first because it cannot be moved to another node alone; where nobody has any left,
 * the room is placed all the same and goes on without. Undefined when every node is stopping.
 */
export function placeOn<Node extends Candidate>(
  nodes: readonly Node[],
  { region, media }: Wish,
): Node | undefined {
  const staying = nodes.filter(({ draining }) => !draining);
  const withMedia = preferred(staying, ({ mediaFree }) => mediaFree >= media);
  const near = preferred(withMedia, (node) => node.region === region);
  return near.toSorted(byLoad)[0];
}

/** Those that satisfy the condition, or all when none does. */
function preferred<Node>(
  nodes: readonly Node[],
  condition: (node: Node) => boolean,
): readonly Node[] {
  const good = nodes.filter(condition);
  return good.length === 0 ? nodes : good;
}

function byLoad(a: Candidate, b: Candidate): number {
  return a.seats - b.seats || a.rooms - b.rooms || (a.boot < b.boot ? -1 : 1);
}
