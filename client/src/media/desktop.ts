/** Browser only: the desktop as a track of its own, read rather than watched. */

/** 1080p at 5 pictures a second, the norm for a desktop. */
const wanted: DisplayMediaStreamOptions = {
  video: { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 5, max: 5 } },
  audio: false,
};

/** Asks the person what to show. Undefined when they choose nothing, or when this browser cannot. */
export async function openDesktop(): Promise<MediaStreamTrack | undefined> {
  if (!("mediaDevices" in navigator) || !("getDisplayMedia" in navigator.mediaDevices)) {
    return undefined;
  }
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia(wanted);
    const [track] = stream.getVideoTracks();
    // Letters stay sharp where the line is narrow; pictures come less often instead.
    if (track !== undefined) track.contentHint = "detail";
    return track;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
