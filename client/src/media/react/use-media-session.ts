import { Device } from "mediasoup-client";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { MediaSocket } from "../ask.ts";
import { MediaSession } from "../session.ts";
import type { MediaSessionOptions } from "../session.ts";
import { idleState } from "../state.ts";
import type { MediaState } from "../state.ts";
import { Held } from "./held.ts";

export type RoomMedia = Readonly<{ session: MediaSession | undefined; state: MediaState }>;

/** Stays the same for as long as the media is wanted. */
type Wishes = Pick<MediaSessionOptions, "layersFor" | "wanted">;
const everything: Wishes = {};

/** The room's media for as long as this is on screen. */
export function useMediaSession(socket: MediaSocket, wishes: Wishes = everything): RoomMedia {
  const [held] = useState(() => new Held<MediaSession>());
  useEffect(() => {
    const opened = new MediaSession({ socket, createDevice: () => Device.factory(), ...wishes });
    held.put(opened);
    opened.start();
    return () => {
      opened.close();
      held.put(undefined);
    };
  }, [held, socket, wishes]);
  const session = useSyncExternalStore(held.subscribe, held.get);
  const subscribe = useCallback(
    (listener: () => void) => session?.subscribe(listener) ?? (() => undefined),
    [session],
  );
  const state = useSyncExternalStore(subscribe, () => session?.state ?? idleState);
  return { session, state };
}
