import type { EventRecord } from "../contracts/record.ts";
import { evolve, type Evaluation } from "../evaluation/index.ts";

/** A stream folded to its end, with the states that its reports were computed from, in their order. */
export type Folded = Readonly<{ state: Evaluation; reported: readonly Evaluation[] }>;

/** Takes one record after the other. Throws where the records cannot be a stream (see `evolve`). */
export class Fold {
  #state: Evaluation | undefined;
  readonly #reported: Evaluation[] = [];

  get state(): Evaluation | undefined {
    return this.#state;
  }

  add(record: EventRecord): void {
    if (record.event.type === "ReportIssued" && this.#state !== undefined) {
      this.#reported.push(this.#state);
    }
    this.#state = evolve(this.#state, record);
  }

  /** Undefined while nothing has been added. */
  end(): Folded | undefined {
    return this.#state === undefined ? undefined : { state: this.#state, reported: this.#reported };
  }
}
