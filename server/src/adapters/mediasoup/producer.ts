import type { types } from "mediasoup";
import type { PlaneProducer } from "../../media/plane.ts";
import type { Outcome } from "../../media/refusals.ts";
import { attempt } from "./attempt.ts";

/** What a peer sends, and the way from there to the other routers of its room. */
export class MediasoupProducer implements PlaneProducer {
  /** Makes it known to another router. */
  readonly reach: (there: types.Router) => Promise<Outcome<void>>;
  readonly #producer: types.Producer;

  constructor(producer: types.Producer, reach: (there: types.Router) => Promise<Outcome<void>>) {
    this.#producer = producer;
    this.reach = reach;
  }

  get id(): string {
    return this.#producer.id;
  }

  get kind(): types.MediaKind {
    return this.#producer.kind;
  }

  isPaused(): boolean {
    return this.#producer.paused;
  }

  onScore(listener: (score: number) => void): void {
    // Of a simulcast the best layer counts: the others rest when nobody wants them or the sender is short.
    this.#producer.on("score", (scores) =>
      listener(Math.max(0, ...scores.map(({ score }) => score))),
    );
  }

  pause(): Promise<Outcome<void>> {
    return attempt(this.#producer, () => this.#producer.pause());
  }

  resume(): Promise<Outcome<void>> {
    return attempt(this.#producer, () => this.#producer.resume());
  }

  close(): void {
    this.#producer.close();
  }
}
