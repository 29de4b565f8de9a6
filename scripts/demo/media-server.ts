import { accessSync, constants } from "node:fs";
import { createServer } from "node:http";
import { workerBin } from "mediasoup";
import { Server } from "socket.io";
import { z } from "zod";
import { evaluationIdSchema, personRefSchema } from "@yuanping/shared/contracts/ids.ts";
import type { Refusal } from "@yuanping/shared/contracts/refusal.ts";
import type { MediasoupConfig } from "../../server/src/adapters/mediasoup/listen.ts";
import { MediasoupPlane } from "../../server/src/adapters/mediasoup/plane.ts";
import { MediaRooms } from "../../server/src/media/rooms.ts";
import type { MediaRoomsOptions } from "../../server/src/media/rooms.ts";
import { attachMedia } from "../../server/src/transport/socket/media-gateway.ts";

/** Media alone, on loopback, without evaluations or sign-in: for measuring it and for trying to break it. */
export type MediaServer = Readonly<{
  url: string;
  plane: MediasoupPlane;
  rooms: MediaRooms;
  /** Faults of ours that were answered with `media.fault`. */
  faults: readonly unknown[];
  stop: () => Promise<void>;
}>;

export type MediaServerOptions = Readonly<{
  config?: MediasoupConfig;
  record?: MediaRoomsOptions["record"];
  follow?: MediaRoomsOptions["follow"];
  trialMilliseconds?: number;
  mayJoin?: (person: string) => boolean;
}>;

const handshakeSchema = z.object({ evaluation: evaluationIdSchema, person: personRefSchema });

/** Listens on a free port; the plane is not started. A client says in its handshake who it is, and is believed. */
export async function startMediaServer(options: MediaServerOptions = {}): Promise<MediaServer> {
  const plane = new MediasoupPlane(options.config);
  const { record, follow, trialMilliseconds } = options;
  const rooms = new MediaRooms({
    plane,
    ...(record === undefined ? {} : { record }),
    ...(follow === undefined ? {} : { follow }),
    ...(trialMilliseconds === undefined ? {} : { trialMilliseconds }),
  });
  const faults: unknown[] = [];
  const http = createServer();
  const io = new Server(http, { transports: ["websocket"] });
  io.on("connection", (socket) => {
    const handshake = handshakeSchema.safeParse(socket.handshake.auth);
    if (!handshake.success) {
      socket.disconnect();
      return;
    }
    const { evaluation, person } = handshake.data;
    attachMedia(socket, {
      rooms,
      evaluation,
      person,
      mayJoin: () => options.mayJoin?.(person) ?? true,
      speak: (refusal: Refusal) => ({ ...refusal, zh: refusal.code, en: refusal.code }),
      fault: (error) => `fault-${faults.push(error)}`,
    });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, "127.0.0.1", resolve);
  });
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  const stop = async () => {
    await io.close();
    await plane.stop();
  };
  return { url: `http://127.0.0.1:${address.port}`, plane, rooms, faults, stop };
}

/** The worker's binary: `MEDIASOUP_WORKER_BIN`, or where the package looks for it. */
export function workerPath(): string {
  const path = process.env["MEDIASOUP_WORKER_BIN"] ?? workerBin;
  try {
    accessSync(path, constants.X_OK);
  } catch (error) {
    throw new Error(`there is no media worker at ${path}; start the product once`, {
      cause: error,
    });
  }
  return path;
}
