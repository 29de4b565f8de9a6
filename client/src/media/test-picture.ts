/** A track to try a line with where there is no microphone: a small picture that keeps changing. */
export type TestPicture = Readonly<{ track: MediaStreamTrack; stop: () => void }>;

const framesPerSecond = 10;

/** Browser only. Undefined where this browser cannot make a track of a picture. */
export function openTestPicture(): TestPicture | undefined {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [160, 90];
  const pen = canvas.getContext("2d");
  const [track] =
    "captureStream" in canvas ? canvas.captureStream(framesPerSecond).getTracks() : [];
  if (pen === null || track === undefined) return undefined;
  let frame = 0;
  const draw = () => {
    frame += 1;
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.fillRect((frame * 7) % canvas.width, 0, 20, canvas.height);
  };
  draw();
  const drawing = setInterval(draw, 1000 / framesPerSecond);
  return {
    track,
    stop: () => {
      clearInterval(drawing);
      track.stop();
    },
  };
}
