import { observer } from "mediasoup";
import type { types } from "mediasoup";

const consumers = new Set<types.Consumer>();

observer.on("newworker", (worker) => {
  worker.observer.on("newrouter", (router) => {
    router.observer.on("newtransport", (transport) => {
      transport.observer.on("newconsumer", (consumer) => {
        consumers.add(consumer);
        consumer.observer.once("close", () => consumers.delete(consumer));
      });
    });
  });
});

/** RTP packets that this process's media workers have sent on so far, of the consumers that are still open. */
export async function packetsForwarded(): Promise<number> {
  const stats = await Promise.all([...consumers].map((consumer) => consumer.getStats()));
  return stats
    .flat()
    .filter(({ type }) => type === "outbound-rtp")
    .reduce((sum, { packetCount }) => sum + packetCount, 0);
}
