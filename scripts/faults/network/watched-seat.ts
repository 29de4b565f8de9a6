import type { MediaSocket } from "../../../client/src/media/ask.ts";
import type { MediaSession } from "../../../client/src/media/session.ts";
import { nodeSession } from "../../demo/media-client.ts";
import type { Seat } from "../../demo/seat.ts";
import {
  createSyntheticSeat,
  watchTrack,
  type SyntheticSeat,
  type TrackWatch,
} from "../../demo/synthetic-media.ts";

type Source = "microphone" | "camera";

/** A seat that sends a synthetic camera and microphone, and counts what it decodes of others. */
export class WatchedSeat {
  readonly seat: Seat;
  readonly session: MediaSession;
  readonly #mark: number;
  readonly #synthetic: SyntheticSeat;
  readonly #watches = new Map<MediaStreamTrack, TrackWatch>();

  constructor(seat: Seat, mark: number, path: MediaSocket = seat.connection.socket) {
    this.seat = seat;
    this.#mark = mark;
    this.#synthetic = createSyntheticSeat(mark);
    this.session = nodeSession(seat.connection.socket, { socket: path });
    this.session.publish("camera", this.#synthetic.videoTrack);
    this.session.publish("microphone", this.#synthetic.audioTrack);
    this.session.start();
  }

  /** Pictures, or pieces of 10 ms of sound, of the other's present track; 0 while they do not carry its mark. */
  sees(other: WatchedSeat, source: Source): number {
    const track = this.session.state.tracks.get(other.seat.view.me.person)?.[source];
    if (track === undefined) return 0;
    const known = this.#watches.get(track);
    const watch = known ?? watchTrack(track, source === "camera" ? "video" : "audio");
    this.#watches.set(track, watch);
    return watch.matches(other.#mark) ? watch.frames() : 0;
  }

  close(): void {
    for (const watch of this.#watches.values()) watch.stop();
    this.session.close();
    this.#synthetic.stop();
  }
}
