import wrtc from "./webrtc.ts";
import { colourOf, toneOf } from "./seat-marks.ts";

export { watchTrack } from "./track-watch.ts";
export type { TrackWatch } from "./track-watch.ts";

const { RTCAudioSource, RTCVideoSource } = wrtc.nonstandard;

/** A camera and a microphone that nobody has to hold. */
export type SyntheticSeat = Readonly<{
  audioTrack: MediaStreamTrack;
  videoTrack: MediaStreamTrack;
  /** Stops both tracks; nothing keeps the process alive afterwards. */
  stop: () => void;
}>;

/** How large the picture is, and how often it comes. */
export type PictureSize = Readonly<{ width: number; height: number; framesPerSecond: number }>;

const usual: PictureSize = { width: 320, height: 240, framesPerSecond: 15 };
/** For many seats in one process, which decodes every picture as often as there are receivers. */
export const smallPicture: PictureSize = { width: 160, height: 120, framesPerSecond: 4 };
const sampleRate = 48_000;
/** The engine takes sound in pieces of 10 ms. */
const samplesPerPiece = sampleRate / 100;
const loudness = 9000;

/** Makes a seat's tracks: a tone and a moving picture that both tell which seat they come from. */
export function createSyntheticSeat(seatIndex: number, size: PictureSize = usual): SyntheticSeat {
  const microphone = new RTCAudioSource();
  const camera = new RTCVideoSource();
  const audioTrack = microphone.createTrack();
  const videoTrack = camera.createTrack();
  const stopSound = atSteadyRate(100, (piece) => {
    microphone.onData({ samples: toneOnce(seatIndex, piece), sampleRate });
  });
  const { width, height, framesPerSecond } = size;
  const stopPicture = atSteadyRate(framesPerSecond, (frame) => {
    camera.onFrame({ width, height, data: picture(seatIndex, frame, size) });
  });
  const stop = () => {
    stopSound();
    stopPicture();
    audioTrack.stop();
    videoTrack.stop();
  };
  return { audioTrack, videoTrack, stop };
}

/** After so many pieces, a quarter of a second, every seat's tone begins again: its pitch and its swell divide it. */
const piecesInTone = 25;
const tones = new Map<number, readonly Int16Array[]>();

/** A piece of a seat's tone, made once for all who sound like it. */
function toneOnce(seat: number, piece: number): Int16Array {
  const known =
    tones.get(seat) ?? Array.from({ length: piecesInTone }, (_, index) => tone(seat, index));
  tones.set(seat, known);
  return known[piece % piecesInTone] ?? new Int16Array(samplesPerPiece);
}

/** One piece of a tone that swells four times a second, as speech does, so that nothing takes it for noise. */
function tone(seat: number, piece: number): Int16Array {
  return Int16Array.from({ length: samplesPerPiece }, (_, index) => {
    const seconds = (piece * samplesPerPiece + index) / sampleRate;
    const swell = 0.65 + 0.35 * Math.sin(2 * Math.PI * 4 * seconds);
    return Math.round(loudness * swell * Math.sin(2 * Math.PI * toneOf(seat) * seconds));
  });
}

/** An I420 picture in the seat's colour with a bright bar that moves, so that every frame differs from the last. */
function picture(seat: number, frame: number, { width, height }: PictureSize): Uint8Array {
  const luma = width * height;
  const chroma = luma / 4;
  const data = new Uint8Array(luma + 2 * chroma);
  const { u, v } = colourOf(seat);
  data.fill(96, 0, luma);
  const bar = (frame * 8) % width;
  for (let row = 0; row < height; row += 1) {
    const from = row * width + bar;
    data.fill(200, from, Math.min(from + 16, (row + 1) * width));
  }
  data.fill(u, luma, luma + chroma);
  data.fill(v, luma + chroma);
  return data;
}

/** Calls `make` with 0, 1, 2 … at this rate; catches up after a pause of the machine, but not for more than 200 ms. */
function atSteadyRate(perSecond: number, make: (index: number) => void): () => void {
  const period = 1000 / perSecond;
  let due = performance.now();
  let index = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    due = Math.max(due, now - 200);
    for (; due <= now; due += period) {
      make(index);
      index += 1;
    }
  }, period);
  return () => clearInterval(timer);
}
