import type { EventRecord } from "../contracts/record.ts";
import type { Stage } from "../contracts/stages.ts";
import { evolve, type Evaluation } from "../evaluation/index.ts";
import { fromUtf8 } from "../tlog/index.ts";
import { endsItsLines, linesOf, recordIn } from "./checks/events.ts";
import { readEntries } from "./stored-zip-reader.ts";
import { withheldLineSchema } from "./withheld.ts";

/** One event without the command that caused it, and the stage that it left the evaluation in. */
export type ToldEvent = Readonly<{ record: EventRecord; stage: Stage }>;
/** `unreadable`: lines that hold no event. */
export type Story = Readonly<{ events: readonly ToldEvent[]; unreadable: number }>;

/**
 * What a bundle, whole or redacted, says happened, in the order of its lines: for reading. Whether any of it holds is the
 * verifier's to say. Never throws; a file without events has an empty story. Where events cannot follow one another, the
 * stage stays what it was.
 */
export function tellStory(bundle: Uint8Array): Story {
  const { entries } = readEntries(bundle);
  const file = entries.find(({ name }) => name === "events.ndjson")?.bytes;
  if (file === undefined || !endsItsLines(file)) return { events: [], unreadable: 0 };
  const events: ToldEvent[] = [];
  const stages = new Stages();
  let unreadable = 0;
  for (const line of linesOf(file)) {
    const record = shownIn(line);
    if (record === undefined) unreadable += 1;
    else events.push({ record: withoutCommand(record), stage: stages.after(record) });
  }
  return { events, unreadable };
}

/** The event of a line, or what a line of a redacted bundle shows of its event. */
function shownIn(line: Uint8Array): EventRecord | undefined {
  const whole = recordIn(line);
  if (typeof whole !== "string") return whole;
  try {
    return withheldLineSchema.safeParse(JSON.parse(fromUtf8(line))).data?.shown;
  } catch {
    return undefined;
  }
}

/** Commands repeat what their events say, and a reader of the story asks for none. */
function withoutCommand({ cause, ...record }: EventRecord): EventRecord {
  const { id, index, of } = cause;
  return { ...record, cause: { id, index, of } };
}

/** Follows the stage as far as events follow one another. */
class Stages {
  #state: Evaluation | undefined;
  #broken = false;

  after(record: EventRecord): Stage {
    try {
      if (!this.#broken) this.#state = evolve(this.#state, record);
    } catch {
      this.#broken = true;
    }
    return this.#state?.stage ?? "draw";
  }
}
