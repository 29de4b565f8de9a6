import type { Socket } from "socket.io-client";
import type { MediaSocket } from "../../../client/src/media/ask.ts";
import type { MediaSession } from "../../../client/src/media/session.ts";
import { nodeSession } from "../../demo/media-client.ts";
import { seatCount } from "../../demo/seat-marks.ts";
import { watchTrack, type TrackWatch } from "../../demo/synthetic-media.ts";
import { sharedSeat } from "./shared-seats.ts";

export type Source = "microphone" | "camera";

/** So many tracks are looked at at a time: looking costs more than playing, and the machine is wanted for the rest. */
const lookedAtOnce = 60;
/** What is measured gives up on what does not come after so long, in milliseconds. */
const patience = 240_000;

/** A real WebRTC client with a synthetic seat, that can tell whom it decodes. */
export class BenchPeer {
  readonly person: string;
  readonly session: MediaSession;
  readonly #mark: number;
  readonly #stop: () => void;
  #closed = false;
  readonly #watches = new Map<MediaStreamTrack, TrackWatch>();

  constructor(
    index: number,
    socket: Socket,
    sources: readonly Source[],
    path: MediaSocket = socket,
  ) {
    this.person = personOf(index);
    this.#mark = index % seatCount;
    const synthetic = sharedSeat(this.#mark);
    this.session = nodeSession(socket, { socket: path });
    if (sources.includes("microphone")) this.session.publish("microphone", synthetic.audioTrack);
    if (sources.includes("camera")) this.session.publish("camera", synthetic.videoTrack);
    this.session.start();
    this.#stop = () => {
      this.session.close();
      synthetic.leave();
      socket.disconnect();
    };
  }

  track(of: BenchPeer, source: Source): MediaStreamTrack | undefined {
    return this.session.state.tracks.get(of.person)?.[source];
  }

  /** Frames of the other's present track, while they carry its mark. */
  sees(of: BenchPeer, source: Source): number {
    const track = this.track(of, source);
    if (track === undefined) return 0;
    const known = this.#watches.get(track);
    const watch = known ?? watchTrack(track, source === "camera" ? "video" : "audio");
    this.#watches.set(track, watch);
    return watch.matches(of.#mark) ? watch.frames() : 0;
  }

  /** Looks no longer at a track, which flows on. */
  lookAway(of: BenchPeer, source: Source): void {
    const track = this.track(of, source);
    if (track === undefined) return;
    this.#watches.get(track)?.stop();
    this.#watches.delete(track);
  }

  /** Does nothing when it is closed. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const watch of this.#watches.values()) watch.stop();
    this.#stop();
  }
}

/** Resolves when each decodes each, with the right mark, and answers after how long, in milliseconds. */
export async function allSeeAll(
  peers: readonly BenchPeer[],
  sources: readonly Source[],
): Promise<number> {
  const from = performance.now();
  let missing = peers.flatMap((viewer) =>
    peers
      .filter((sender) => sender !== viewer)
      .flatMap((sender) => sources.map((source) => ({ viewer, sender, source }))),
  );
  const all = missing.length;
  const what = () => `everybody decodes everybody: ${missing.length} of ${all} tracks are missing`;
  await until(what, () => {
    const seen = missing
      .slice(0, lookedAtOnce)
      .filter(({ viewer, sender, source }) => viewer.sees(sender, source) >= 3);
    for (const { viewer, sender, source } of seen) viewer.lookAway(sender, source);
    missing = missing.filter((pair) => !seen.includes(pair));
    return missing.length === 0;
  });
  return performance.now() - from;
}

export function personOf(index: number): string {
  return (index + 1).toString(16).padStart(32, "0");
}

export async function until(
  what: string | (() => string),
  check: () => boolean,
  every = 20,
): Promise<void> {
  const deadline = performance.now() + patience;
  while (!check()) {
    if (performance.now() > deadline) {
      throw new Error(`never happened: ${typeof what === "string" ? what : what()}`);
    }
    await pause(every);
  }
}

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
