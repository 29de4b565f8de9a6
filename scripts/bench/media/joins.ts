import type { Socket } from "socket.io-client";
import type { MediaSession } from "../../../client/src/media/session.ts";
import { connectPerson, nodeSession } from "../../demo/media-client.ts";
import { startMediaServer, workerPath } from "../../demo/media-server.ts";
import type { MediaServer } from "../../demo/media-server.ts";
import { percentilesOf, type Percentiles } from "../spread.ts";
import { pause, until } from "./peer.ts";
import { residentKb } from "./process-cost.ts";
import { createSyntheticSeat, watchTrack } from "../../demo/synthetic-media.ts";

export type JoinBench = Readonly<{
  joins: number;
  /** From the first message of a join to the first decoded picture and sound of another seat, in milliseconds. */
  joinToFirstFrame: Percentiles;
  joinToFirstSound: Percentiles;
  rooms: number;
  /** Resident memory of the worker before and with these rooms, each of two transports, in kilobytes. */
  workerIdleKb: number;
  workerKbPerRoom: number;
  /** Resident memory of the server's process for each room, in kilobytes; includes its garbage. */
  serverKbPerRoom: number;
}>;

const joins = 24;
const roomsMeasured = 20;

/**
 * Measures media on loopback with one worker: how soon someone who joins sees and hears the room, and what a room
 * costs. Server, seats and decoders share this process, so the figures are an upper bound of what a server alone needs.
 */
export async function benchJoins(): Promise<JoinBench> {
  const server = await startMediaServer({ config: { workers: 1 } });
  try {
    await server.plane.start(workerPath());
    const memory = await measureMemory(server);
    const latency = await measureJoins(server);
    return { joins, ...latency, rooms: roomsMeasured, ...memory };
  } finally {
    await server.stop();
  }
}

async function measureJoins(server: MediaServer) {
  const room = "bench-joins";
  const mayPublish = ["microphone", "camera"] as const;
  const speaker = { person: person(0), mayPublish, maySubscribe: true };
  const viewer = { person: person(1), mayPublish, maySubscribe: true };
  server.rooms.setParticipants(room, [speaker, viewer]);
  const seat = createSyntheticSeat(0);
  const socket = await connectPerson(server.url, room, speaker.person);
  const session = nodeSession(socket);
  session.publish("camera", seat.videoTrack);
  session.publish("microphone", seat.audioTrack);
  session.start();
  await until("ready", () => session.state.status === "ready");
  await pause(2000);

  const pictures: number[] = [];
  const sounds: number[] = [];
  for (let index = 0; index < joins; index += 1) {
    const { picture, sound } = await timeJoin(server, room, viewer.person, speaker.person);
    pictures.push(picture);
    sounds.push(sound);
  }
  session.close();
  socket.disconnect();
  seat.stop();
  return { joinToFirstFrame: percentilesOf(pictures), joinToFirstSound: percentilesOf(sounds) };
}

/** One join by a person whose socket is connected already. */
async function timeJoin(server: MediaServer, room: string, viewer: string, speaker: string) {
  const socket = await connectPerson(server.url, room, viewer);
  const session = nodeSession(socket);
  const from = performance.now();
  session.start();
  const picture = firstFrame(session, speaker, "camera");
  const sound = firstFrame(session, speaker, "microphone");
  const times = { picture: (await picture) - from, sound: (await sound) - from };
  session.close();
  socket.disconnect();
  return times;
}

async function firstFrame(session: MediaSession, speaker: string, source: "camera" | "microphone") {
  const track = () => session.state.tracks.get(speaker)?.[source];
  await until("a track", () => track() !== undefined, 2);
  const received = track();
  if (received === undefined) throw new Error("the track went away");
  const watch = watchTrack(received, source === "camera" ? "video" : "audio");
  await until("a frame", () => watch.frames() > 0, 2);
  watch.stop();
  return watch.firstFrameAt() ?? Number.NaN;
}

/** What rooms cost that are open and quiet: a router and two transports each. */
async function measureMemory(server: MediaServer) {
  const [worker] = server.plane.workerPids();
  if (worker === undefined) throw new Error("there is no worker");
  const idle = residentKb(worker);
  const own = residentKb(process.pid);
  const sockets: Socket[] = [];
  for (let index = 0; index < roomsMeasured; index += 1) {
    const room = `bench-room-${index}`;
    const one = { person: person(2), mayPublish: ["microphone"] as const, maySubscribe: true };
    server.rooms.setParticipants(room, [one]);
    const socket = await connectPerson(server.url, room, one.person);
    sockets.push(socket);
    await socket.emitWithAck("media:join", {});
    await socket.emitWithAck("media:transport", { direction: "send", epoch: 1 });
    await socket.emitWithAck("media:transport", { direction: "receive", epoch: 1 });
  }
  const workerKb = residentKb(worker) - idle;
  const ownKb = residentKb(process.pid) - own;
  for (const socket of sockets) socket.disconnect();
  return {
    workerIdleKb: idle,
    workerKbPerRoom: Math.round(workerKb / roomsMeasured),
    serverKbPerRoom: Math.round(ownKb / roomsMeasured),
  };
}

function person(seat: number): string {
  return seat.toString(16).padStart(32, "0");
}
