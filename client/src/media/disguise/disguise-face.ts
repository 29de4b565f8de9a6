import type { Disguised } from "./disguised.ts";

/** So many fields across and down: that somebody sits and moves there can be seen, and no feature of a face. */
const fields = { across: 16, down: 9 } as const;
const size = { width: 640, height: 360 } as const;
const perSecond = 15;

/**
 * Covers a face in the sender's own browser: each picture is reduced to a few fields before anything else is done with it,
 * and a disc with the member's code is laid over its middle. What leaves the machine never held the face.
 */
export function disguiseFace(camera: MediaStreamTrack, code: string): Disguised {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([camera]);
  // Refused only while the page is going away.
  video.play().catch(() => {});
  const small = canvasOf(fields.across, fields.down);
  const shown = canvasOf(size.width, size.height);
  const look = lookOf();
  const draw = () => {
    small.context.drawImage(video, 0, 0, fields.across, fields.down);
    shown.context.imageSmoothingEnabled = false;
    shown.context.drawImage(small.canvas, 0, 0, size.width, size.height);
    drawDisc(shown.context, code, look);
  };
  draw();
  const drawing = setInterval(draw, 1000 / perSecond);
  const [track] = shown.canvas.captureStream(perSecond).getVideoTracks();
  if (track === undefined) throw new Error("a canvas gives no picture");
  return {
    track,
    stop: () => {
      clearInterval(drawing);
      track.stop();
      video.srcObject = null;
    },
  };
}

type Surface = Readonly<{ canvas: HTMLCanvasElement; context: CanvasRenderingContext2D }>;
type Look = Readonly<{ back: string; ink: string; family: string }>;

function canvasOf(width: number, height: number): Surface {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser does not draw");
  return { canvas, context };
}

/** The page's own colours of the stage. */
function lookOf(): Look {
  const style = getComputedStyle(document.documentElement);
  return {
    back: style.getPropertyValue("--stage-line"),
    ink: style.getPropertyValue("--on-stage"),
    family: style.fontFamily,
  };
}

function drawDisc(context: CanvasRenderingContext2D, code: string, { back, ink, family }: Look) {
  const { width, height } = size;
  context.fillStyle = back;
  context.beginPath();
  context.arc(width / 2, height / 2, height * 0.36, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = ink;
  context.font = `600 ${height * 0.32}px ${family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(code, width / 2, height / 2);
}
