import { useEffect, useState } from "react";
import type { MediaSocket } from "../../media/ask.ts";
import { useMediaSession } from "../../media/react/use-media-session.ts";
import type { MediaState } from "../../media/state.ts";
import { WallWishes } from "./wall-wishes.ts";

/** A room's cameras in the smallest layer and without sound, flowing only while the room is in sight. */
export function useWallMedia(socket: MediaSocket, inSight: boolean): MediaState {
  const [wishes] = useState(() => new WallWishes());
  const { session, state } = useMediaSession(socket, wishes);
  useEffect(() => {
    wishes.look(inSight);
    session?.reconsider();
  }, [wishes, session, inSight]);
  return state;
}
