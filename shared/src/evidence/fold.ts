import type { EventRecord } from "../contracts/record.ts";
import { evolve, type Evaluation } from "../evaluation/index.ts";

/** A stream folded to its end, with the state that the report was computed from. */
export type Folded = Readonly<{ state: Evaluation; reported: Evaluation | undefined }>;

/** Takes one record after the other. Throws where the records cannot be a stream (see `evolve`). */
export class Fold {
  #state: Evaluation | undefined;
  #reported: Evaluation | undefined;

  get state(): Evaluation | undefined {
    return this.#state;
  }

  add(record: EventRecord): void {
    if (record.event.type === "ReportIssued") this.#reported = this.#state;
    this.#state = evolve(this.#state, record);
  }

  /** Undefined while nothing has been added. */
  end(): Folded | undefined {
    return this.#state === undefined ? undefined : { state: this.#state, reported: this.#reported };
  }
}
