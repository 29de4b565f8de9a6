import { Device } from "mediasoup-client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { MediaSocket } from "../../media/ask.ts";
import { tryLine, untriedLine } from "../../media/line-trial.ts";
import type { TrialReport } from "../../media/line-trial.ts";
import { openTestPicture } from "../../media/test-picture.ts";

export type LineTrial = Readonly<{ report: TrialReport; running: boolean; begin: () => void }>;

/** What is sent: the microphone, or a picture where there is none. */
function trackFor(microphone: MediaStreamTrack | undefined) {
  return microphone === undefined
    ? openTestPicture()
    : { track: microphone, stop: () => undefined };
}

/**
 * Tries the line to the media server: by itself once as soon as `ready`, and whenever it is begun again. Leaving the
 * screen ends it.
 */
export function useLineTrial(
  socket: MediaSocket,
  microphone: MediaStreamTrack | undefined,
  ready: boolean,
): LineTrial {
  const [report, setReport] = useState(untriedLine);
  const [running, setRunning] = useState(false);
  const leaving = useRef<AbortController>(undefined);
  const begin = useCallback(() => {
    const sent = trackFor(microphone);
    if (sent === undefined) return;
    leaving.current?.abort();
    const own = new AbortController();
    leaving.current = own;
    setReport(untriedLine);
    setRunning(true);
    const over = () => {
      sent.stop();
      if (leaving.current === own) setRunning(false);
    };
    tryLine({
      socket,
      createDevice: () => Device.factory(),
      track: sent.track,
      signal: own.signal,
      told: setReport,
    }).then(over, over);
  }, [microphone, socket]);

  const begun = useRef(false);
  useEffect(() => {
    if (!ready || begun.current) return;
    begun.current = true;
    begin();
  }, [ready, begin]);
  useEffect(() => () => leaving.current?.abort(), []);
  return { report, running, begin };
}
