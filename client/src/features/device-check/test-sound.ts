const seconds = 0.9;

/** Plays two soft tones; resolves when they are over. Call it behind a user's gesture. */
export async function playTestSound(): Promise<void> {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  const start = context.currentTime;
  tone.frequency.setValueAtTime(523, start);
  tone.frequency.setValueAtTime(659, start + seconds / 2);
  volume.gain.setValueAtTime(0.2, start);
  volume.gain.linearRampToValueAtTime(0, start + seconds);
  tone.connect(volume).connect(context.destination);
  const ended = new Promise<void>((resolve) => {
    tone.addEventListener("ended", () => resolve(), { once: true });
  });
  tone.start(start);
  tone.stop(start + seconds);
  await ended;
  await context.close();
}
