import type { RecordEvent } from "../registry/record.ts";

/** Who looked into which evaluation's recordings, played one of its files, or read one of its documents afterwards. */
export type Viewing = Readonly<{
  evaluation: string;
  user: string;
  file?: string;
  document?: string;
}>;

/** A player asks for one file in many pieces; within this time, in milliseconds, they are one viewing. */
const oneViewing = 10 * 60_000;
const most = 10_000;

/** Puts every viewing of a recording on the centre's record before a byte of it is sent. */
export class Viewings {
  readonly #record: RecordEvent;
  readonly #now: () => number;
  readonly #seen = new Map<string, number>();

  constructor(record: RecordEvent, now: () => number) {
    this.#record = record;
    this.#now = now;
  }

  async note({ user, ...data }: Viewing): Promise<void> {
    const { evaluation, file, document } = data;
    const key = `${user}/${evaluation}/${file ?? ""}/${document ?? ""}`;
    const now = this.#now();
    if (now - (this.#seen.get(key) ?? Number.NEGATIVE_INFINITY) < oneViewing) return;
    await this.#record({ type: typeOf(data), data, actor: user });
    if (this.#seen.size >= most) this.#seen.clear();
    this.#seen.set(key, now);
  }
}

function typeOf({ file, document }: Omit<Viewing, "user">): string {
  if (document !== undefined) return "DocumentRead";
  return file === undefined ? "RecordingsOpened" : "RecordingPlayed";
}
