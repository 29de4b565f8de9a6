import type { Socket } from "socket.io-client";
import { afterEach } from "vitest";
import type { MediaSource } from "@yuanping/shared/contracts/media.ts";
import type { MediaSocket } from "../../../client/src/media/ask.ts";
import type { MediaSession, MediaSessionOptions } from "../../../client/src/media/session.ts";
import { connectPerson, nodeSession } from "../../../scripts/demo/media-client.ts";
import { startMediaServer, workerPath } from "../../../scripts/demo/media-server.ts";
import type { MediaServer, MediaServerOptions } from "../../../scripts/demo/media-server.ts";
import { createSyntheticSeat, watchTrack } from "../../../scripts/demo/synthetic-media.ts";
import type { TrackWatch } from "../../../scripts/demo/synthetic-media.ts";

export const evaluation = "lot-one";

const endings: (() => unknown)[] = [];

/** Runs when the test ends, last made first ended. */
export function atEnd(end: () => unknown): void {
  endings.unshift(end);
}

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A PersonRef for the seat of this number. */
export function personOf(seat: number): string {
  return seat.toString(16).padStart(32, "0");
}

export function expert(seat: number) {
  const mayPublish: readonly MediaSource[] = ["microphone", "camera"];
  return { person: personOf(seat), mayPublish, maySubscribe: true };
}

export function supervisor(seat: number) {
  return { person: personOf(seat), mayPublish: [], maySubscribe: true };
}

export async function mediaServer(options: MediaServerOptions = {}): Promise<MediaServer> {
  const server = await startMediaServer({ ...options, config: { workers: 1, ...options.config } });
  atEnd(server.stop);
  await server.plane.start(workerPath());
  return server;
}

export async function connect(server: MediaServer, seat: number, room = evaluation) {
  const socket = await connectPerson(server.url, room, personOf(seat));
  atEnd(() => socket.disconnect());
  return socket;
}

export type Attendee = Readonly<{
  seat: number;
  socket: Socket;
  session: MediaSession;
  /** Frames of another seat decoded so far, counted only while they carry that seat's mark. */
  sees: (seat: number, kind: "audio" | "video") => number;
}>;

type AttendOptions = Partial<MediaSessionOptions> & {
  publishes?: boolean;
  /** Puts something between the socket and the session. */
  through?: (socket: Socket) => Promise<MediaSocket>;
};

/** Comes into the room with a synthetic camera and microphone, and watches everything that arrives. */
export async function attend(
  server: MediaServer,
  seat: number,
  options: AttendOptions = {},
): Promise<Attendee> {
  const { publishes = true, through, ...sessionOptions } = options;
  const socket = await connect(server, seat);
  const path = through === undefined ? socket : await through(socket);
  const session = nodeSession(socket, { ...sessionOptions, socket: path });
  const watches = new Map<MediaStreamTrack, TrackWatch>();
  const tracks = () => [...session.state.tracks.values()].flatMap((own) => Object.values(own));
  const unsubscribe = session.subscribe(() => {
    const now = tracks();
    for (const track of now) {
      if (watches.has(track)) continue;
      watches.set(track, watchTrack(track, track.kind === "audio" ? "audio" : "video"));
    }
    for (const [track, watch] of watches) {
      if (now.includes(track)) continue;
      watch.stop();
      watches.delete(track);
    }
  });
  if (publishes) {
    const synthetic = createSyntheticSeat(seat);
    session.publish("camera", synthetic.videoTrack);
    session.publish("microphone", synthetic.audioTrack);
    atEnd(synthetic.stop);
  }
  session.start();
  atEnd(() => {
    session.close();
    unsubscribe();
    for (const watch of watches.values()) watch.stop();
  });
  const sees = (other: number, kind: "audio" | "video") => {
    const own = session.state.tracks.get(personOf(other));
    const track = kind === "audio" ? own?.microphone : own?.camera;
    const watch = track === undefined ? undefined : watches.get(track);
    return watch?.matches(other) === true ? watch.frames() : 0;
  };
  return { seat, socket, session, sees };
}

/** Waits until the check holds, looking often; fails with `what` after a generous while. */
export async function eventually(what: string, check: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!check()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await pause(20);
  }
}

/** Waits until `viewer` decodes at least this many more frames of both kinds, marked as `seat`'s. */
export async function decodes(viewer: Attendee, seat: number, frames = 10): Promise<void> {
  await eventually(`seat ${viewer.seat} decodes seat ${seat}`, () =>
    (["audio", "video"] as const).every((kind) => viewer.sees(seat, kind) >= frames),
  );
}

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Sends one raw request; answers what came back, whatever it is. */
export async function raw(socket: Socket, name: string, payload?: unknown) {
  const answer: unknown = await socket.timeout(10_000).emitWithAck(name, payload);
  return rawAnswer(answer);
}

type RawAnswer = Readonly<{ ok: boolean; code: string | undefined; body: Record<string, unknown> }>;

function rawAnswer(answer: unknown): RawAnswer {
  const body = record(answer);
  const code = record(body["refusal"])["code"];
  return { ok: body["ok"] === true, code: typeof code === "string" ? code : undefined, body };
}

export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** A way to send one Opus stream, as a browser would describe it. */
export function opusStream(ssrc: number) {
  return {
    codecs: [{ mimeType: "audio/opus", payloadType: 100, clockRate: 48_000, channels: 2 }],
    encodings: [{ ssrc }],
    rtcp: { cname: `seat-${ssrc}` },
  };
}

/** What a browser that only understands Opus would say it can receive. */
export const opusOnly = {
  codecs: [
    {
      kind: "audio",
      mimeType: "audio/opus",
      preferredPayloadType: 100,
      clockRate: 48_000,
      channels: 2,
    },
  ],
  headerExtensions: [],
};

/** Joins and opens both transports by hand; answers their ids. */
export async function rawPeer(socket: Socket) {
  const joined = await raw(socket, "media:join", {});
  const epoch = joined.body["epoch"];
  const send = await raw(socket, "media:transport", { direction: "send", epoch });
  const receive = await raw(socket, "media:transport", { direction: "receive", epoch });
  return { send: send.body["transport"], receive: receive.body["transport"] };
}

/** Sends a microphone by hand; answers the producer's id. */
export async function rawProducer(socket: Socket, transport: unknown, ssrc: number) {
  return raw(socket, "media:produce", {
    transport,
    kind: "audio",
    source: "microphone",
    rtpParameters: opusStream(ssrc),
    paused: false,
  });
}
