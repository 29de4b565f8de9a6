/** How often it looks what is due, in milliseconds. */
const tick = 10;
/** What could not be begun for so long is given up and counted, in seconds' worth. */
const mostOwed = 0.25;

export type Paced = Readonly<{
  /** Begins one command if anything can take it; false when nothing can. */
  begin: () => boolean;
  /** So many a second. */
  rate: number;
  seconds: number;
  starved: (count: number) => void;
}>;

/** Begins commands at a steady rate, whatever becomes of them: a slow server is not asked less. Resolves at the end. */
export function pace({ begin, rate, seconds, starved }: Paced): Promise<void> {
  return new Promise((resolve) => {
    const from = performance.now();
    let last = from;
    let owed = 0;
    const timer = setInterval(() => {
      const now = performance.now();
      owed += ((now - last) / 1000) * rate;
      last = now;
      while (owed >= 1 && begin()) owed -= 1;
      const most = Math.max(1, rate * mostOwed);
      if (owed > most) {
        starved(Math.floor(owed - most));
        owed -= Math.floor(owed - most);
      }
      if (now - from < seconds * 1000) return;
      clearInterval(timer);
      resolve();
    }, tick);
  });
}
