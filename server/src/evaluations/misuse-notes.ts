import type { Misuse } from "@yuanping/shared/contracts/commands/conduct.ts";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import type { EvaluationRoom } from "../kernel/evaluation-room.ts";
import type { Random } from "../kernel/ports.ts";

type MisuseNotesSources = Readonly<{
  /** The room on this node, or undefined when it is not served here. */
  find: (evaluation: string) => Promise<EvaluationRoom | undefined>;
  random: Random;
  onFault: (error: unknown) => void;
}>;

type Misused = Readonly<{ evaluation: string; person: string; misuse: Misuse }>;

/** What comes within this time, in milliseconds, is one entry of the record, so that nobody fills it. */
const summedUp = 5_000;
/** So many in that time are no accident. */
const noAccident = 10;

/** Puts on record who floods the doors, or knocks at them with what no page sends. */
export class MisuseNotes {
  readonly #sources: MisuseNotesSources;
  readonly #counts = new Map<string, { times: number; readonly timer: NodeJS.Timeout }>();

  constructor(sources: MisuseNotesSources) {
    this.#sources = sources;
  }

  note(misused: Misused): void {
    const key = `${misused.evaluation}/${misused.person}/${misused.misuse}`;
    const counted = this.#counts.get(key);
    if (counted !== undefined) {
      counted.times += 1;
      return;
    }
    const timer = setTimeout(() => {
      const { times } = this.#counts.get(key) ?? { times: 0 };
      this.#counts.delete(key);
      if (times >= noAccident) this.#write(misused, times).catch(this.#sources.onFault);
    }, summedUp).unref();
    this.#counts.set(key, { times: 1, timer });
  }

  close(): void {
    for (const { timer } of this.#counts.values()) clearTimeout(timer);
    this.#counts.clear();
  }

  async #write({ evaluation, person, misuse }: Misused, times: number): Promise<void> {
    const room = await this.#sources.find(evaluation);
    const command = { type: "noteMisuse" as const, person, misuse, times };
    await room?.send({ id: this.#sources.random.id(), command, actor: systemActor });
  }
}
