/** How well a track arrives at the server. */
export type Quality = "good" | "poor";

/** From such a score down a track arrives badly, from such a score up well again; 10 is without loss, 0 nothing arrives. */
const poorFrom = 4;
const goodFrom = 7;
/** It must have done so for this long before anybody is told, in milliseconds. */
const dwell = 3_000;

/**
 * Tells when a track has come to arrive badly, and when it arrives well again, each once, and nothing of what passes by
 * itself. A track that is muted arrives neither well nor badly.
 */
export class QualityWatch {
  readonly #tell: (quality: Quality) => void;
  #told: Quality = "good";
  #score = 10;
  #muted = false;
  #due: Readonly<{ quality: Quality; timer: NodeJS.Timeout }> | undefined;

  constructor(tell: (quality: Quality) => void) {
    this.#tell = tell;
  }

  /** What was told last. */
  get quality(): Quality {
    return this.#told;
  }

  scored(score: number): void {
    this.#score = score;
    this.#look();
  }

  /** Muting ends what was told; whoever speaks again is looked at anew. */
  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.#told = "good";
    this.#look();
  }

  close(): void {
    this.#forget();
    this.#muted = true;
  }

  #look(): void {
    const quality = this.#muted ? "good" : this.#judged();
    if (quality === this.#told) return this.#forget();
    if (this.#due?.quality === quality) return;
    this.#forget();
    const timer = setTimeout(() => {
      this.#due = undefined;
      this.#told = quality;
      this.#tell(quality);
    }, dwell).unref();
    this.#due = { quality, timer };
  }

  #judged(): Quality {
    if (this.#score <= poorFrom) return "poor";
    return this.#score >= goodFrom ? "good" : this.#told;
  }

  #forget(): void {
    clearTimeout(this.#due?.timer);
    this.#due = undefined;
  }
}
