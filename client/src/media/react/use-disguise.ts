import { useEffect, useState } from "react";
import { disguiseFace } from "../disguise/disguise-face.ts";
import { disguiseVoice, someRatio } from "../disguise/disguise-voice.ts";

/** What is sent in place of a track that must not leave plain; the track itself where no disguise is asked for. */
export function useDisguise(
  kind: "camera" | "microphone",
  plain: MediaStreamTrack | undefined,
  code: string | undefined,
): MediaStreamTrack | undefined {
  const [made, setMade] = useState<Readonly<{ from: MediaStreamTrack; track: MediaStreamTrack }>>();
  const [ratio] = useState(someRatio);
  useEffect(() => {
    if (plain === undefined || code === undefined) return undefined;
    const disguised = kind === "camera" ? disguiseFace(plain, code) : disguiseVoice(plain, ratio);
    const shown = setTimeout(() => setMade({ from: plain, track: disguised.track }));
    return () => {
      clearTimeout(shown);
      disguised.stop();
      setMade(undefined);
    };
  }, [kind, plain, code, ratio]);
  if (code === undefined) return plain;
  return made?.from === plain ? made?.track : undefined;
}
