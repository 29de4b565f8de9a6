import type { GroupCommit } from "./group-commit.ts";
import {
  fold,
  placeDrafts,
  type Draft,
  type FoldPorts,
  type Replay,
  type StreamHead,
  type Tip,
} from "./stream-fold.ts";

export type SharedWriterPorts = FoldPorts & Readonly<{ commit: GroupCommit }>;

/**
 * One of many writers of a stream, one on each node. Nobody holds a lease: an append names the size that its writer
 * knows, the store takes it only while that is the stream's size, and whoever comes second reads what the first has
 * written and tries again behind it. So what is written always follows everything before it, whoever wrote that.
 */
export class SharedWriter {
  readonly stream: string;
  readonly #ports: SharedWriterPorts;
  readonly #replay: Replay;
  #tip: Tip;

  private constructor(stream: string, ports: SharedWriterPorts, replay: Replay, tip: Tip) {
    this.stream = stream;
    this.#ports = ports;
    this.#replay = replay;
    this.#tip = tip;
  }

  /** Reads the stream, handing each event to `replay`, as later every event of others and our own. Throws `StreamDamaged`. */
  static async open(
    stream: string,
    ports: SharedWriterPorts,
    replay: Replay,
  ): Promise<SharedWriter> {
    const tip = await fold(stream, ports, replay, { growing: true });
    return new SharedWriter(stream, ports, replay, tip);
  }

  head(): StreamHead {
    const { range } = this.#tip;
    return { size: range.size, root: range.root() };
  }

  /**
   * Adds what `make` answers, asked anew each time others were first; resolves when it is durable, and writes nothing
   * when it answers nothing. Rejects when the store is gone: whether the events became durable shows when it is back,
   * because then the stream is longer than we know. Only one call may be under way at a time. Throws `StreamDamaged`.
   */
  async append(make: () => readonly Draft<unknown>[]): Promise<"written" | "nothing"> {
    const { commit, seal } = this.#ports;
    for (;;) {
      const drafts = make();
      if (drafts.length === 0) return "nothing";
      const { events, tip } = placeDrafts(drafts, this.#tip);
      const head = { size: tip.range.size, root: tip.range.root() };
      const outcome = await commit.append({
        stream: this.stream,
        expectedSize: this.#tip.range.size,
        events,
        ...(seal === undefined ? {} : { seal: seal(this.stream, head) }),
      });
      if (outcome.ok) {
        for (const event of events) this.#replay(event);
        this.#tip = tip;
        return "written";
      }
      await this.catchUp();
    }
  }

  /** Reads what others have written. Throws `StreamDamaged`. */
  async catchUp(): Promise<void> {
    const { store, seal } = this.#ports;
    const ports = seal === undefined ? { store } : { store, seal };
    const from = this.#tip;
    this.#tip = await fold(this.stream, ports, this.#replay, { from, growing: true });
  }
}
