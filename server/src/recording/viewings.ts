import type { RecordEvent } from "../registry/record.ts";

/**
 * Who looked into which evaluation's recordings, played one of its files, read one of its documents afterwards, or saw a
 * photograph taken at its check-in.
 */
export type Viewing = Readonly<{
  evaluation: string;
  user: string;
  file?: string;
  document?: string;
  photo?: string;
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
    const { evaluation, file, document, photo } = data;
    const key = `${user}/${evaluation}/${file ?? ""}/${document ?? ""}/${photo ?? ""}`;
    const now = this.#now();
    if (now - (this.#seen.get(key) ?? Number.NEGATIVE_INFINITY) < oneViewing) return;
    await this.#record({ type: typeOf(data), data, actor: user });
    if (this.#seen.size >= most) this.#seen.clear();
    this.#seen.set(key, now);
  }
}

function typeOf({ file, document, photo }: Omit<Viewing, "user">): string {
  if (photo !== undefined) return "PhotoSeen";
  if (document !== undefined) return "DocumentRead";
  return file === undefined ? "RecordingsOpened" : "RecordingPlayed";
}
