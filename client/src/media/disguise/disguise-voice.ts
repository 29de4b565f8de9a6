import type { Disguised } from "./disguised.ts";

/** How long a grain is, and how long one fades into the next, in seconds. */
const grain = 0.1;
const fade = 0.05;

/**
 * Changes a voice in the sender's own browser: two delay lines whose lengths run like a saw shift pitch and formants
 * together, and fade into one another so that no click is heard (the usual two-tap pitch shifter, built of the browser's
 * own audio nodes, which run beside the page). Words stay clear; the speaker's own height and timbre do not.
 *
 * @param ratio of the new frequencies to the old ones, e.g. 0.8 for a lower voice
 */
export function disguiseVoice(microphone: MediaStreamTrack, ratio: number): Disguised {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([microphone]));
  const out = context.createMediaStreamDestination();
  const begin = context.currentTime + 0.02;
  // A tap whose delay grows by 1 − ratio a second is heard at that ratio of the frequency.
  const sweep = grain * Math.abs(1 - ratio);
  const ramp = rampBuffer(context, sweep, ratio < 1);
  const window = windowBuffer(context);
  for (const offset of [0, grain / 2]) {
    const delay = context.createDelay(1);
    delay.delayTime.value = 0;
    const gain = context.createGain();
    gain.gain.value = 0;
    loop(context, ramp, begin + offset).connect(delay.delayTime);
    loop(context, window, begin + offset).connect(gain.gain);
    source.connect(delay).connect(gain).connect(out);
  }
  context.resume().catch(() => {});
  const [track] = out.stream.getAudioTracks();
  if (track === undefined) throw new Error("this browser gives no sound");
  return {
    track,
    stop: () => {
      track.stop();
      void context.close();
    },
  };
}

/** A ratio that makes a voice clearly lower or higher, another one each time, so that it cannot simply be undone. */
export function someRatio(): number {
  const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
  const share = chance / 2 ** 32;
  return share < 0.5 ? 0.72 + share * 0.2 : 1.22 + (share - 0.5) * 0.3;
}

function loop(context: AudioContext, buffer: AudioBuffer, begin: number): AudioBufferSourceNode {
  const node = context.createBufferSource();
  node.buffer = buffer;
  node.loop = true;
  node.start(begin);
  return node;
}

/** The delay of one grain in seconds: growing lowers, shrinking raises. */
function rampBuffer(context: AudioContext, sweep: number, grows: boolean): AudioBuffer {
  return filled(context, (share) => (grows ? share : 1 - share) * sweep);
}

/** How loud one grain is: silent where its delay jumps; two of them, half a grain apart, always add up to one. */
function windowBuffer(context: AudioContext): AudioBuffer {
  const edge = fade / grain;
  return filled(context, (share) => Math.min(1, share / edge, (1 - share) / edge));
}

function filled(context: AudioContext, of: (share: number) => number): AudioBuffer {
  const length = Math.round(grain * context.sampleRate);
  const buffer = context.createBuffer(1, length, context.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let index = 0; index < length; index += 1) samples[index] = of(index / length);
  return buffer;
}
