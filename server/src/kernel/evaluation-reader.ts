import { recordSchema, streamOf } from "@yuanping/shared/contracts/record.ts";
import { evolve, type Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { fold, type FoldPorts, type Tip } from "./stream-fold.ts";

/** An evaluation as far as it was read. */
type Copy = Readonly<{ tip: Tip; state: Evaluation | undefined }>;

/** Copies held in memory at most; one more read of the stream, and there is one again. */
const copiesHeld = 128;

/**
 * Evaluations that live on other nodes, for whoever only looks: folded from the store, without a lease, and brought up
 * to date each time. Checked as a room is when it opens, but for the past heads, which its own node has compared.
 */
export class EvaluationReader {
  readonly #ports: FoldPorts;
  readonly #copies = new Map<string, Promise<Copy | undefined>>();

  constructor({ store, seal }: FoldPorts) {
    this.#ports = seal === undefined ? { store } : { store, seal };
  }

  /** The state after everything that is durable; undefined when there is no such stream. Throws `StreamDamaged`. */
  async state(evaluation: string): Promise<Evaluation | undefined> {
    const before = this.#copies.get(evaluation) ?? Promise.resolve(undefined);
    // One after the other: a copy is never brought up to date twice from the same place.
    const after = before.then((copy) => this.#read(evaluation, copy));
    this.#copies.delete(evaluation);
    this.#copies.set(evaluation, after);
    after.catch(() => {
      if (this.#copies.get(evaluation) === after) this.#copies.delete(evaluation);
    });
    const [oldest] = this.#copies.keys();
    if (this.#copies.size > copiesHeld && oldest !== undefined) this.#copies.delete(oldest);
    return (await after)?.state;
  }

  async #read(evaluation: string, copy: Copy | undefined): Promise<Copy> {
    let state = copy?.state;
    const replay = ({ body }: Readonly<{ body: string }>) => {
      const record = recordSchema.parse(JSON.parse(body));
      state = evolve(state, record);
      return record;
    };
    const from = copy === undefined ? {} : { from: copy.tip };
    const tip = await fold(streamOf(evaluation), this.#ports, replay, { ...from, growing: true });
    return { tip, state };
  }
}
