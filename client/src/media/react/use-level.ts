import { useEffect, useState } from "react";
import { meterOf } from "../level-meter.ts";

/** Often enough to look alive, seldom enough to cost nothing. */
const interval = 120;

/** How loud a microphone is, 0 to 1; 0 without one. */
export function useLevel(track: MediaStreamTrack | undefined): number {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (track === undefined) return undefined;
    const context = new AudioContext();
    const meter = meterOf(track, context);
    const timer = setInterval(() => setLevel(meter.level()), interval);
    return () => {
      clearInterval(timer);
      meter.close();
      void context.close();
      setLevel(0);
    };
  }, [track]);
  return level;
}
