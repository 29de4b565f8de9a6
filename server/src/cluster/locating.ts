import { streamOf } from "@yuanping/shared/contracts/record.ts";
import type { LeaseStore } from "../kernel/ports.ts";
import type { Whereabouts } from "../kernel/rooms.ts";
import type { Nodes } from "./nodes.ts";
import { placeOn, usualMedia, type Wish } from "./placement.ts";

/**
 * Says where a room that is not open here is served: at its holder while that lives, and otherwise at the node that
 * placement chooses. A holder that is silent keeps its rooms until its leases have run out; meanwhile nobody is sent
 * there in vain.
 */
export function locating(
  leases: LeaseStore,
  nodes: Nodes,
  region: string,
): (evaluation: string) => Promise<Whereabouts> {
  const wish: Wish = { region, media: usualMedia };
  return async (evaluation) => {
    const holder = await leases.holder(streamOf(evaluation));
    if (holder?.node === nodes.boot) return { at: "here" };
    if (holder !== undefined) {
      const alive = await nodes.find(holder.node);
      if (alive !== undefined) return { at: "elsewhere", node: holder.node };
      if (!holder.expired) return { at: "opening" };
    }
    const chosen = placeOn(nodes.live, wish);
    return chosen === undefined || chosen.boot === nodes.boot
      ? { at: "here" }
      : { at: "elsewhere", node: chosen.boot };
  };
}
