import { nodeSession } from "./media-client.ts";
import { seatCount } from "./seat-marks.ts";
import type { Seat } from "./seat.ts";
import {
  createSyntheticSeat,
  type PictureSize,
  watchTrack,
  type SyntheticSeat,
  type TrackWatch,
} from "./synthetic-media.ts";
import type { MediaSession } from "../../client/src/media/session.ts";
import type { MediaSource } from "@yuanping/shared/contracts/media.ts";

/** Frames of each track that must be decoded, with the sender's mark, before a seat counts as connected. */
const framesWanted = 3;
const patience = 240_000;

/** One seat's real WebRTC media: what it sends, and a watch on everything it receives. */
export class SeatMedia {
  readonly seat: Seat;
  /** Which mark this seat sends; undefined for those who only receive. */
  readonly mark: number | undefined;
  readonly #session: MediaSession;
  readonly #source: SyntheticSeat | undefined;
  readonly #watches = new Map<MediaStreamTrack, TrackWatch>();
  readonly #past = new Set<MediaStreamTrack>();
  #startedAt = performance.now();

  constructor(seat: Seat, mark: number | undefined, size?: PictureSize) {
    this.seat = seat;
    this.mark = mark;
    this.#session = nodeSession(seat.connection.socket);
    if (mark !== undefined) {
      this.#source = createSyntheticSeat(mark % seatCount, size);
      this.#session.publish("microphone", this.#source.audioTrack);
      this.#session.publish("camera", this.#source.videoTrack);
    }
    this.#session.start();
  }

  /** Waits until picture and sound of every other sender are decoded here, each carrying its sender's mark. */
  async decodesAll(
    others: readonly SeatMedia[],
  ): Promise<Readonly<{ tracks: number; firstFrameMs: number }>> {
    const senders = others.filter((other) => other !== this && other.mark !== undefined);
    const deadline = performance.now() + patience;
    while (performance.now() < deadline) {
      const watches = senders.flatMap((sender) => this.#watchesOf(sender));
      const good = watches.filter(
        ({ watch, mark }) => watch.frames() >= framesWanted && watch.matches(mark),
      );
      if (good.length === senders.length * 2) {
        // Enough is seen. Media flows on, but looking at every picture to the end would cost more than playing it.
        for (const { watch } of watches) watch.stop();
        const first = watches.map(({ watch }) => watch.firstFrameAt() ?? Number.POSITIVE_INFINITY);
        return {
          tracks: good.length,
          firstFrameMs: Math.round(Math.min(...first) - this.#startedAt),
        };
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { status, failures } = this.#session.state;
    const last = failures.at(-1);
    throw new Error(
      `${this.seat.account.login} does not decode everybody (media is ${status}, ${last?.step ?? ""} ${last?.code ?? ""})`,
    );
  }

  /** What is received now no longer counts: only tracks that come later show that media is back. */
  forgetTracks(): void {
    for (const track of this.#watches.keys()) this.#past.add(track);
    this.#startedAt = performance.now();
  }

  stop(): void {
    for (const watch of this.#watches.values()) watch.stop();
    this.#session.close();
    this.#source?.stop();
  }

  #watchesOf(sender: SeatMedia): readonly Readonly<{ watch: TrackWatch; mark: number }>[] {
    const tracks = this.#session.state.tracks.get(sender.seat.view.me.person);
    const mark = (sender.mark ?? 0) % seatCount;
    return (["microphone", "camera"] as const).flatMap((source: MediaSource) => {
      const track = tracks?.[source];
      return track === undefined || this.#past.has(track)
        ? []
        : [{ watch: this.#watch(track, source), mark }];
    });
  }

  #watch(track: MediaStreamTrack, source: MediaSource): TrackWatch {
    const known = this.#watches.get(track);
    if (known !== undefined) return known;
    const watch = watchTrack(track, source === "microphone" ? "audio" : "video");
    this.#watches.set(track, watch);
    return watch;
  }
}
