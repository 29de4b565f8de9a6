import { useCallback, useEffect, useState } from "react";
import { openDesktop } from "../desktop.ts";

export type Desktop = Readonly<{ track: MediaStreamTrack | undefined; toggle: () => void }>;

/** The person's desktop while they show it; ends with the browser's own "stop sharing" as with ours. */
export function useDesktop(): Desktop {
  const [track, setTrack] = useState<MediaStreamTrack>();
  useEffect(() => {
    if (track === undefined) return undefined;
    const ended = () => setTrack(undefined);
    track.addEventListener("ended", ended);
    return () => {
      track.removeEventListener("ended", ended);
      track.stop();
    };
  }, [track]);
  const toggle = useCallback(() => {
    if (track === undefined) void openDesktop().then(setTrack);
    else setTrack(undefined);
  }, [track]);
  return { track, toggle };
}
