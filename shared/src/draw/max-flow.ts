import { at } from "./at.ts";

/** A directed network with exact integer capacities. */
export interface FlowNetwork {
  /** Adds an arc; parallel arcs are fine. */
  connect(from: number, to: number, capacity: bigint): void;
  /** Pushes a maximum flow (Dinic 1970) and returns its value. */
  maximise(source: number, sink: number): bigint;
  /** After `maximise`: whether more could still reach each node; the source side of a cut. */
  reachable(source: number): readonly boolean[];
}

interface Arc {
  readonly to: number;
  /** The index of the opposite arc. */
  readonly back: number;
  room: bigint;
}

export function flowNetwork(nodeCount: number): FlowNetwork {
  const arcs: Arc[] = [];
  const outgoing: number[][] = Array.from({ length: nodeCount }, () => []);

  function connect(from: number, to: number, capacity: bigint): void {
    const index = arcs.length;
    arcs.push({ to, back: index + 1, room: capacity }, { to: from, back: index, room: 0n });
    at(outgoing, from).push(index);
    at(outgoing, to).push(index + 1);
  }

  function levels(source: number): Int32Array {
    const level = new Int32Array(nodeCount).fill(-1);
    level[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (const index of at(outgoing, node)) {
        const { to, room } = at(arcs, index);
        if (room === 0n || at(level, to) >= 0) continue;
        level[to] = at(level, node) + 1;
        queue.push(to);
      }
    }
    return level;
  }

  function maximise(source: number, sink: number): bigint {
    let total = 0n;
    for (;;) {
      const level = levels(source);
      if (at(level, sink) < 0) return total;
      const next = new Int32Array(nodeCount);
      const push = (node: number, limit: bigint | null): bigint => {
        if (node === sink) return limit ?? 0n;
        const around = at(outgoing, node);
        for (; at(next, node) < around.length; next[node] = at(next, node) + 1) {
          const arc = at(arcs, at(around, at(next, node)));
          if (arc.room === 0n || at(level, arc.to) !== at(level, node) + 1) continue;
          const pushed = push(arc.to, limit === null || arc.room < limit ? arc.room : limit);
          if (pushed === 0n) continue;
          arc.room -= pushed;
          at(arcs, arc.back).room += pushed;
          return pushed;
        }
        return 0n;
      };
      for (let pushed = push(source, null); pushed > 0n; pushed = push(source, null))
        total += pushed;
    }
  }

  return {
    connect,
    maximise,
    reachable: (source) => Array.from(levels(source), (level) => level >= 0),
  };
}
