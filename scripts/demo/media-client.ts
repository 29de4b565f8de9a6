import { io } from "socket.io-client";
import type { Socket } from "socket.io-client";
import { MediaSession } from "../../client/src/media/session.ts";
import type { MediaSessionOptions } from "../../client/src/media/session.ts";
import { createNodeDevice } from "./node-device.ts";

/** One encoding is enough for a picture of 320×240; a browser's camera has three. */
const smallCamera = () => [{ maxBitrate: 300_000 }];

/** Connects one person's socket to a media server. */
export async function connectPerson(
  url: string,
  evaluation: string,
  person: string,
): Promise<Socket> {
  const socket = io(url, {
    auth: { evaluation, person },
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 300,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

/** A media session over that socket, with a device that runs in Node. */
export function nodeSession(
  socket: Socket,
  options: Partial<MediaSessionOptions> = {},
): MediaSession {
  return new MediaSession({
    socket,
    createDevice: createNodeDevice,
    encodings: (source) => (source === "camera" ? smallCamera() : undefined),
    ...options,
  });
}
