import { useEffect, useRef } from "react";
import { playSound } from "../play-sound.ts";

/** Shows a video track. Decorative to screen readers: who it is stands beside it in words. */
export function VideoTrack({
  track,
  className,
  mirrored = false,
  resized,
}: Readonly<{
  track: MediaStreamTrack;
  className: string | undefined;
  mirrored?: boolean;
  /** Is told how many device pixels wide it is shown, at first and whenever that changes. */
  resized?: ((width: number) => void) | undefined;
}>) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (video === null) return undefined;
    video.srcObject = new MediaStream([track]);
    // A muted picture is always allowed to play; a rejection means that it was replaced meanwhile.
    video.play().catch(() => undefined);
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  const told = useRef(resized);
  useEffect(() => {
    told.current = resized;
  });
  useEffect(() => {
    const video = element.current;
    if (video === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const width = (entry?.contentRect.width ?? 0) * devicePixelRatio;
      if (width > 0) told.current?.(Math.round(width));
    });
    observer.observe(video);
    return () => observer.disconnect();
  }, []);
  return (
    <video
      ref={element}
      className={className}
      data-mirrored={mirrored}
      aria-hidden="true"
      autoPlay
      playsInline
      muted
    />
  );
}

/** Plays an audio track and tells when the browser does not let it. */
export function AudioTrack({
  track,
  blocked,
}: Readonly<{ track: MediaStreamTrack; blocked: () => void }>) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = element.current;
    if (audio === null) return;
    audio.srcObject = new MediaStream([track]);
    void playSound(audio, blocked);
  }, [track, blocked]);
  return (
    <audio ref={element} autoPlay>
      <track kind="captions" />
    </audio>
  );
}
