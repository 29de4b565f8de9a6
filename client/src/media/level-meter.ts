/** How loud a microphone is, for a meter beside the choice of device and for "you are muted but speaking". */
export type LevelMeter = Readonly<{
  /** 0 for silence to 1 for the loudest that can be: root mean square on a scale of 60 dB. */
  level: () => number;
  close: () => void;
}>;

const quietest = -60;

/** Browser only. Call it behind a user's gesture, or the context stays suspended and the meter at 0. */
export function meterOf(track: MediaStreamTrack, context: AudioContext): LevelMeter {
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples);
      return levelOf(samples);
    },
    close: () => source.disconnect(),
  };
}

/** The level of samples between -1 and 1. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  if (!(power > 0)) return 0;
  const decibels = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, 1 - decibels / quietest));
}
