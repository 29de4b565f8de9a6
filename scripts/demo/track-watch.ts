import wrtc from "./webrtc.ts";
import { rootMeanSquare, seatOfColour, seatOfTone } from "./seat-marks.ts";

const { RTCAudioSink, RTCVideoSink } = wrtc.nonstandard;

/** Looks at what a received track decodes to. */
export type TrackWatch = Readonly<{
  /** Decoded pictures, or pieces of 10 ms of sound that are not silent. */
  frames: () => number;
  /** `performance.now()` of the first of them. */
  firstFrameAt: () => number | undefined;
  /** Whether what was decoded last carries this seat's mark. */
  matches: (seatIndex: number) => boolean;
  stop: () => void;
}>;

/** Sound that is quieter than this is silence or the decoder's own noise. */
const silence = 200;
/** Looking for the tone in 100 ms of sound tells pitches 120 Hz apart safely. */
const toneWindow = 4800;

export function watchTrack(track: MediaStreamTrack, kind: "audio" | "video"): TrackWatch {
  return kind === "audio" ? watchSound(track) : watchPicture(track);
}

function watchSound(track: MediaStreamTrack): TrackWatch {
  const sink = new RTCAudioSink(track);
  const counter = countFrames();
  const recent = new Int16Array(toneWindow);
  let rate = 48_000;
  sink.ondata = (event: unknown) => {
    const { samples, sampleRate } = soundOf(event);
    if (rootMeanSquare(samples) < silence) return;
    counter.count();
    rate = sampleRate;
    const piece = samples.subarray(-toneWindow);
    recent.copyWithin(0, piece.length);
    recent.set(piece, toneWindow - piece.length);
  };
  return {
    ...counter.read,
    matches: (seatIndex) => seatOfTone(recent, rate) === seatIndex,
    stop: () => sink.stop(),
  };
}

function watchPicture(track: MediaStreamTrack): TrackWatch {
  const sink = new RTCVideoSink(track);
  const counter = countFrames();
  let seat: number | undefined;
  sink.onframe = (event: unknown) => {
    counter.count();
    const { width, height, data } = pictureOf(event);
    const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
    const luma = width * height;
    const u = mean(data.subarray(luma, luma + chroma));
    const v = mean(data.subarray(luma + chroma, luma + 2 * chroma));
    seat = seatOfColour(u, v);
  };
  return {
    ...counter.read,
    matches: (seatIndex) => seat === seatIndex,
    stop: () => sink.stop(),
  };
}

function countFrames() {
  let frames = 0;
  let first: number | undefined;
  return {
    count: () => {
      frames += 1;
      first ??= performance.now();
    },
    read: { frames: () => frames, firstFrameAt: () => first },
  };
}

function mean(values: Uint8Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** The library's events are untyped: mono or stereo samples, interleaved; stereo of ours carries the tone twice. */
function soundOf(event: unknown): { samples: Int16Array; sampleRate: number } {
  if (typeof event !== "object" || event === null || !("samples" in event)) return noSound;
  const { samples } = event;
  if (!(samples instanceof Int16Array)) return noSound;
  const channels = "channelCount" in event ? Number(event.channelCount) : 1;
  const sampleRate = "sampleRate" in event ? Number(event.sampleRate) : 48_000;
  return { samples: samples.filter((_, index) => index % channels === 0), sampleRate };
}

const noSound = { samples: new Int16Array(), sampleRate: 48_000 };

function pictureOf(event: unknown): { width: number; height: number; data: Uint8Array } {
  const frame = typeof event === "object" && event !== null && "frame" in event ? event.frame : {};
  if (typeof frame !== "object" || frame === null || !("data" in frame)) return noPicture;
  if (!("width" in frame) || !("height" in frame)) return noPicture;
  const bytes = frame.data;
  if (!ArrayBuffer.isView(bytes)) return noPicture;
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: Number(frame.width), height: Number(frame.height), data };
}

const noPicture = { width: 0, height: 0, data: new Uint8Array() };
