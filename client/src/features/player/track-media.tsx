import { useEffect, useRef } from "react";
import { api } from "../../app/api.ts";
import { filesAround, type HeldFile, type RecordedTrack } from "./playback.ts";
import styles from "./player.module.css";
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

/** One track at the playhead: its file there, at its place in it, and those beside it; nothing where nothing is recorded. */
export function TrackMedia({ track, missing, ...rest }: Props) {
  const { at, rate } = rest.playhead;
  return filesAround(track, at, rate)
    .filter(({ segment }) => !missing.has(segment.file))
    .map((held) => (
      // The same element from before its turn until after it: what it has fetched and drawn is kept.
      <FileMedia
        key={held.segment.file}
        held={held}
        isSound={track.source === "microphone"}
        missing={missing}
        {...rest}
      />
    ));
}

type FileProps = Omit<Props, "track"> & Readonly<{ held: HeldFile; isSound: boolean }>;

function FileMedia({ evaluation, held, isSound, playhead, className, missing }: FileProps) {
  const element = useRef<HTMLMediaElement>(null);
  const { at, playing, rate } = playhead;
  const { segment, as } = held;
  useEffect(() => {
    const media = element.current;
    if (media === null) return;
    if (as !== "now") {
      if (!media.paused) media.pause();
      return;
    }
    const wanted = (at - segment.from) / 1000;
    if (Math.abs(media.currentTime - wanted) > tolerance * Math.max(1, rate)) {
      media.currentTime = wanted;
    }
    media.playbackRate = rate;
    // A rejection means that another file took its place, or that the browser wants a gesture first.
    if (playing && media.paused) media.play().catch(() => undefined);
    if (!playing && !media.paused) media.pause();
  }, [as, at, playing, rate, segment]);
  const hold = (media: HTMLMediaElement | null) => {
    element.current = media;
  };
  const source = api.recordingUrl(evaluation, segment.file);
  const onError = () => missing.add(segment.file);
  if (isSound) {
    return (
      <audio ref={hold} src={source} preload="auto" onError={onError}>
        <track kind="captions" />
      </audio>
    );
  }
  return (
    <video
      ref={hold}
      className={`${className ?? ""} ${as === "next" ? styles["waiting"] : ""}`}
      src={source}
      preload="auto"
      onError={onError}
      aria-hidden="true"
      muted
      playsInline
    />
  );
}
