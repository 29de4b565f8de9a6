import { useEffect, useRef } from "react";
import { api } from "../../app/api.ts";
import type { RecordedTrack } from "./playback.ts";
import { segmentAt } from "./playback.ts";
import type { MissingFiles } from "./use-missing-files.ts";
import type { Playhead } from "./use-playhead.ts";

/** How far a track may be from the common clock, in seconds, before it is put right. */
const tolerance = 0.4;

type Props = Readonly<{
  evaluation: string;
  track: RecordedTrack;
  playhead: Playhead;
  className: string | undefined;
  missing: MissingFiles;
}>;

/** One track at the playhead: its file there, at its place in it; nothing where nothing is recorded. */
export function TrackMedia({ evaluation, track, playhead, className, missing }: Props) {
  const element = useRef<HTMLMediaElement>(null);
  const { at, playing, rate } = playhead;
  const segment = segmentAt(track, at);
  const source = segment === undefined ? undefined : api.recordingUrl(evaluation, segment.file);
  useEffect(() => {
    const media = element.current;
    if (media === null || segment === undefined) return;
    const wanted = (at - segment.from) / 1000;
    if (Math.abs(media.currentTime - wanted) > tolerance * Math.max(1, rate)) {
      media.currentTime = wanted;
    }
    media.playbackRate = rate;
    // A rejection means that another file took its place, or that the browser wants a gesture first.
    if (playing && media.paused) media.play().catch(() => undefined);
    if (!playing && !media.paused) media.pause();
  }, [at, playing, rate, segment]);
  const hold = (media: HTMLMediaElement | null) => {
    element.current = media;
  };
  if (segment === undefined || source === undefined || missing.has(segment.file)) return null;
  const onError = () => missing.add(segment.file);
  if (track.source === "microphone") {
    return (
      <audio ref={hold} src={source} preload="auto" onError={onError}>
        <track kind="captions" />
      </audio>
    );
  }
  return (
    <video
      ref={hold}
      className={className}
      src={source}
      preload="auto"
      onError={onError}
      aria-hidden="true"
      muted
      playsInline
    />
  );
}
