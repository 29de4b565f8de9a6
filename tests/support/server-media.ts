import type { MediaSession } from "../../client/src/media/session.ts";
import { nodeSession } from "../../scripts/demo/media-client.ts";
import type { Seat } from "../../scripts/demo/seat.ts";
import {
  createSyntheticSeat,
  smallPicture,
  watchTrack,
  type TrackWatch,
} from "../../scripts/demo/synthetic-media.ts";
import { atEnd } from "./server-process.ts";

export type MediaSeat = Readonly<{
  seat: Seat;
  mark: number;
  session: MediaSession;
  /** Frames of the other's present track that were decoded here, counted only while they carry its mark. */
  sees: (other: MediaSeat, source: "microphone" | "camera") => number;
}>;

/** Sends a synthetic camera and microphone from a seat of the whole server, and watches what arrives. */
export function mediaSeat(seat: Seat, mark: number): MediaSeat {
  const session = nodeSession(seat.connection.socket);
  const synthetic = createSyntheticSeat(mark, smallPicture);
  const watches = new Map<MediaStreamTrack, TrackWatch>();
  session.publish("camera", synthetic.videoTrack);
  session.publish("microphone", synthetic.audioTrack);
  session.start();
  atEnd(() => {
    for (const watch of watches.values()) watch.stop();
    session.close();
    synthetic.stop();
  });
  const sees: MediaSeat["sees"] = (other, source) => {
    const track = session.state.tracks.get(other.seat.view.me.person)?.[source];
    if (track === undefined) return 0;
    const watch =
      watches.get(track) ?? watchTrack(track, track.kind === "audio" ? "audio" : "video");
    watches.set(track, watch);
    return watch.matches(other.mark) ? watch.frames() : 0;
  };
  return { seat, mark, session, sees };
}
