import { commandSchema, type Command } from "@yuanping/shared/contracts/commands/index.ts";
import type { EvaluationEvent } from "@yuanping/shared/contracts/events/index.ts";
import {
  recordSchema,
  systemActor,
  type Actor,
  type EventRecord,
} from "@yuanping/shared/contracts/record.ts";
import {
  decide,
  evolve,
  type Decision,
  type Evaluation,
} from "@yuanping/shared/evaluation/index.ts";
import { canonicalize } from "@yuanping/shared/tlog/index.ts";
import { recordsOf } from "../../server/src/kernel/recorder.ts";

const begin = Date.UTC(2026, 4, 6, 1);
/** The chain of hashes is the log's business; a trial leaves it blank. */
const prev = "0".repeat(64);

/**
 * A room to try things in. Commands are decided, recorded as the server records them and folded from the text read
 * again. A trial can be forked, so that many things are tried from the same state.
 */
export class Trial {
  readonly records: EventRecord[] = [];
  #state: Evaluation | undefined;
  #at = begin;
  #sent = 0;

  fork(): Trial {
    const copy = new Trial();
    copy.records.push(...this.records);
    copy.#state = this.#state;
    copy.#at = this.#at;
    copy.#sent = this.#sent;
    return copy;
  }

  get state(): Evaluation {
    if (this.#state === undefined) throw new Error("the evaluation has not begun");
    return this.#state;
  }

  get begun(): Evaluation | undefined {
    return this.#state;
  }

  /** When the last command came. */
  get at(): number {
    return this.#at;
  }

  wait(milliseconds: number): this {
    this.#at += milliseconds;
    return this;
  }

  /** Sends a command; whatever it causes is folded in. */
  try(actor: Actor, raw: Command): Decision {
    const command = commandSchema.parse(JSON.parse(canonicalize(commandSchema.parse(raw))));
    const id = `trial-${String(this.#sent++).padStart(6, "0")}`;
    this.#at += 1000;
    const context = { actor, at: this.#at };
    const decision = decide(this.#state, command, context);
    const occasion = { stream: "evaluation/trial", id, command, ...context };
    for (const placed of recordsOf(occasion, decision.events)) {
      this.#add(placed({ seq: this.records.length, prev }));
    }
    return decision;
  }

  /** What would come of a command; nothing is recorded. */
  ask(actor: Actor, command: Command): Decision {
    const context = { actor, at: this.#at };
    return decide(this.#state, command, context);
  }

  /** Sends a command that must be carried out; answers its events. */
  do(actor: Actor, command: Command): readonly EvaluationEvent[] {
    const decision = this.try(actor, command);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.code}`);
    return decision.events;
  }

  system(command: Command): readonly EvaluationEvent[] {
    return this.do(systemActor, command);
  }

  /** The code with which a command is refused, or "accepted". */
  answer(actor: Actor, command: Command): string {
    const decision = this.try(actor, command);
    return decision.ok ? "accepted" : decision.refusal.code;
  }

  /** Puts an event on record that no command caused, where a test needs a state that is hard to come by. */
  plant(event: EvaluationEvent): this {
    this.#add({
      v: 1,
      stream: "evaluation/trial",
      seq: this.records.length,
      at: ++this.#at,
      event,
      actor: systemActor,
      cause: { id: "planted-event", index: 0, of: 1 },
      prev,
    });
    return this;
  }

  #add(record: EventRecord): void {
    const read = recordSchema.parse(JSON.parse(canonicalize(record)));
    this.#state = evolve(this.#state, read);
    this.records.push(read);
  }
}
