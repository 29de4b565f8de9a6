import { useCallback, useEffect, useState } from "react";

export type Playhead = Readonly<{
  /** The moment that is shown, in milliseconds since 1970. */
  at: number;
  playing: boolean;
  rate: number;
  toggle: () => void;
  seek: (at: number) => void;
  setRate: (rate: number) => void;
}>;

/** Often enough that a jump of the hands is not seen, seldom enough to cost little. */
const tick = 200;

/** One clock for all seats: they follow it, and none of them drives it. Stops at the end. */
export function usePlayhead({ from, to }: Readonly<{ from: number; to: number }>): Playhead {
  const [at, setAt] = useState(from);
  const [playing, setPlaying] = useState(false);
  const [rate, setRate] = useState(1);
  useEffect(() => {
    if (!playing) return undefined;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const passed = (now - last) * rate;
      last = now;
      setAt((before) => Math.min(to, before + passed));
    }, tick);
    return () => clearInterval(timer);
  }, [playing, rate, to]);
  const seek = useCallback(
    (moment: number) => setAt(Math.min(to, Math.max(from, moment))),
    [from, to],
  );
  const ended = at >= to;
  const toggle = useCallback(() => {
    if (ended) setAt(from);
    setPlaying((before) => !before || ended);
  }, [ended, from]);
  return { at, playing: playing && !ended, rate, toggle, seek, setRate };
}
