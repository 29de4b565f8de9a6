/**
 * Marks that survive a lossy codec, so that whoever decodes a picture or a sound knows which seat it came from: a tone
 * of its own pitch and a colour of its own hue. Pure.
 */

/** Seats that can be told apart. */
export const seatCount = 12;

/** Hertz of a seat's tone: 120 Hz apart, within what Opus keeps of speech. */
export function toneOf(seat: number): number {
  return 400 + 120 * (seat % seatCount);
}

/** The chroma planes' values of a seat's colour: twelve hues around grey. */
export function colourOf(seat: number): Readonly<{ u: number; v: number }> {
  const angle = (2 * Math.PI * (seat % seatCount)) / seatCount;
  return { u: Math.round(128 + 70 * Math.cos(angle)), v: Math.round(128 + 70 * Math.sin(angle)) };
}

/** The seat whose colour is nearest, or undefined when the picture is grey. */
export function seatOfColour(u: number, v: number): number | undefined {
  if (Math.hypot(u - 128, v - 128) < 30) return undefined;
  return nearest((seat) => {
    const colour = colourOf(seat);
    return -Math.hypot(u - colour.u, v - colour.v);
  });
}

/** The seat whose tone carries the most energy (Goertzel, 1958), or undefined when it is nearly silent. */
export function seatOfTone(samples: Int16Array, sampleRate: number): number | undefined {
  if (rootMeanSquare(samples) < 200) return undefined;
  return nearest((seat) => energyAt(samples, sampleRate, toneOf(seat)));
}

export function rootMeanSquare(samples: Int16Array): number {
  const sum = samples.reduce((total, sample) => total + sample * sample, 0);
  return Math.sqrt(sum / Math.max(1, samples.length));
}

function nearest(score: (seat: number) => number): number {
  const seats = Array.from({ length: seatCount }, (_, seat) => seat);
  return seats.reduce((best, seat) => (score(seat) > score(best) ? seat : best));
}

function energyAt(samples: Int16Array, sampleRate: number, frequency: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let previous = 0;
  let beforePrevious = 0;
  for (const sample of samples) {
    const current = sample + coefficient * previous - beforePrevious;
    beforePrevious = previous;
    previous = current;
  }
  return previous ** 2 + beforePrevious ** 2 - coefficient * previous * beforePrevious;
}
