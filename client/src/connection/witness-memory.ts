import { forkKindSchema } from "@yuanping/shared/contracts/gates.ts";
import type { Sight } from "@yuanping/shared/evidence/follow-log.ts";
import { z } from "zod";
import type { KeyValueStore } from "./draft-key.ts";

/** Two heads that contradict one another, as a witness keeps them. */
const keptAlarmSchema = z.strictObject({
  at: z.int(),
  reason: z.string(),
  fork: forkKindSchema.optional(),
  /** The note that was kept, and the one that was shown afterwards. */
  kept: z.string().optional(),
  shown: z.string(),
});
export type KeptAlarm = z.infer<typeof keptAlarmSchema>;

const keysSchema = z.array(z.string()).min(1);

/**
 * What this place remembers of one evaluation's log: the keys it believes, the newest head it saw, and a contradiction,
 * which it never forgets. Each is one entry of the store, which changes at once or not at all.
 */
export class WitnessMemory {
  readonly #store: KeyValueStore;
  readonly #place: string;

  constructor(store: KeyValueStore, evaluation: string) {
    this.#store = store;
    this.#place = placeOf(evaluation);
  }

  get note(): string | undefined {
    return this.#store.getItem(`${this.#place}/head`) ?? undefined;
  }

  set note(note: string | undefined) {
    if (note !== undefined) this.#store.setItem(`${this.#place}/head`, note);
  }

  get keys(): readonly string[] | undefined {
    return read(this.#store, `${this.#place}/keys`, keysSchema);
  }

  set keys(keys: readonly string[]) {
    this.#store.setItem(`${this.#place}/keys`, JSON.stringify(keys));
  }

  get alarm(): KeptAlarm | undefined {
    return read(this.#store, `${this.#place}/alarm`, keptAlarmSchema);
  }

  raise({ reason, note, fork }: Sight & { kind: "alarm" }, at: number): KeptAlarm {
    const kept = this.note;
    const alarm: KeptAlarm = {
      at,
      reason,
      shown: note,
      ...(kept === undefined ? {} : { kept }),
      ...(fork === undefined ? {} : { fork }),
    };
    this.#store.setItem(`${this.#place}/alarm`, JSON.stringify(alarm));
    return alarm;
  }
}

/** The contradiction that this place has seen in an evaluation's log. */
export function keptAlarm(store: KeyValueStore, evaluation: string): KeptAlarm | undefined {
  return read(store, `${placeOf(evaluation)}/alarm`, keptAlarmSchema);
}

/** The contradiction as a file for whoever shall judge: what was seen, and both notes as they were signed. */
export function alarmText({ reason, kept, shown }: KeptAlarm): string {
  return [`${reason}\n`, ...(kept === undefined ? [] : [kept]), shown].join("\n");
}

function placeOf(evaluation: string): string {
  return `yuanping/witness/${evaluation}`;
}

/** What is kept; undefined where there is nothing, or nothing that can be read. */
function read<T>(store: KeyValueStore, place: string, schema: z.ZodType<T>): T | undefined {
  const text = store.getItem(place);
  if (text === null) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
