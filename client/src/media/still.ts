import { photoMost } from "@yuanping/shared/contracts/commands/checkin.ts";

/** The longer side of a still, in pixels: enough to know a face by. */
const longest = 640;
/** Tried one after the other until the still is small enough. */
const qualities = [0.85, 0.7, 0.5, 0.3] as const;

/**
 * One picture of a camera as a JPEG of at most `photoMost` bytes. Drawn anew, it holds nothing but the picture: no place,
 * no name of a device. Throws when the camera gives no picture.
 */
export async function takeStill(track: MediaStreamTrack): Promise<Blob> {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    await nextFrame(video);
    const { videoWidth: width, videoHeight: height } = video;
    const scale = Math.min(1, longest / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    for (const quality of qualities) {
      const still = await asJpeg(canvas, quality);
      if (still !== null && still.size <= photoMost) return still;
    }
    throw new Error("the camera's picture cannot be made small enough");
  } finally {
    video.srcObject = null;
  }
}

/** The first frames of some cameras are black: the one after the first that is shown is taken. */
function nextFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    video.requestVideoFrameCallback(() => video.requestVideoFrameCallback(() => resolve()));
  });
}

function asJpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", quality);
  });
}
