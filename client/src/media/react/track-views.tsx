import { useEffect, useRef } from "react";

/** Shows a video track. Decorative to screen readers: who it is stands beside it in words. */
export function VideoTrack({
  track,
  className,
  mirrored = false,
}: Readonly<{ track: MediaStreamTrack; className: string | undefined; mirrored?: boolean }>) {
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
    audio.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "NotAllowedError") blocked();
    });
  }, [track, blocked]);
  return (
    <audio ref={element} autoPlay>
      <track kind="captions" />
    </audio>
  );
}
