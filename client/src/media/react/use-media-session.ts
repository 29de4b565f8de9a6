import { Device } from "mediasoup-client";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { MediaSocket } from "../ask.ts";
import { MediaSession } from "../session.ts";
import { idleState } from "../state.ts";
import type { MediaState } from "../state.ts";

export type RoomMedia = Readonly<{ session: MediaSession | undefined; state: MediaState }>;

/** The room's media for as long as this is on screen; `wanted` false keeps out of it. */
export function useMediaSession(socket: MediaSocket, wanted: boolean): RoomMedia {
  const [session, setSession] = useState<MediaSession>();
  useEffect(() => {
    if (!wanted) return undefined;
    const opened = new MediaSession({ socket, createDevice: () => Device.factory() });
    setSession(opened);
    opened.start();
    return () => {
      opened.close();
      setSession(undefined);
    };
  }, [socket, wanted]);
  const subscribe = useCallback(
    (listener: () => void) => session?.subscribe(listener) ?? (() => undefined),
    [session],
  );
  const state = useSyncExternalStore(subscribe, () => session?.state ?? idleState);
  return { session, state };
}
