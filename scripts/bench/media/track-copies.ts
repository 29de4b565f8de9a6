import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { LiveTrack } from "../../../server/src/media/live-track.ts";

/** Has every track copied to a port of this machine, as for a recorder, and throws away what comes. */
export class TrackCopies {
  readonly #sink: Socket;

  private constructor(sink: Socket) {
    this.#sink = sink;
  }

  static async start(): Promise<TrackCopies> {
    const sink = createSocket("udp4");
    sink.bind(0, "127.0.0.1");
    await once(sink, "listening");
    return new TrackCopies(sink);
  }

  /** The copy ends with its track. */
  follow({ producer, router }: Pick<LiveTrack, "producer" | "router">): () => void {
    const copying = router.openTap(producer).then(async (tap) => {
      if (!tap.ok) return;
      await tap.value.connect(this.#sink.address().port);
      await tap.value.resume();
    });
    // Whoever measures sees in the number of packets that a copy is missing.
    copying.catch(() => undefined);
    return () => undefined;
  }

  close(): void {
    this.#sink.close();
  }
}
