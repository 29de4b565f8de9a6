import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import type { Actor, EventRecord } from "@yuanping/shared/contracts/record.ts";
import { recordSchema, streamOf } from "@yuanping/shared/contracts/record.ts";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import { decide, evolve, type Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { Mailbox } from "./mailbox.ts";
import type { Clock } from "./ports.ts";
import { asRecorded, asReplayed, recordsOf } from "./recorder.ts";
import {
  StreamDamaged,
  StreamWriter,
  type Draft,
  type Place,
  type StreamHead,
  type WriterPorts,
} from "./stream-writer.ts";

/** A command on its way to the room. */
export type Envelope = Readonly<{ id: string; command: Command; actor: Actor }>;

/** What the sender is told: done and durable, or why not. */
export type Receipt = Readonly<{ ok: true } | { ok: false; refusal: Refusal }>;

/** What changed, told to whoever listens after it is durable. */
export type Change = Readonly<{
  before: Evaluation | undefined;
  state: Evaluation;
  records: readonly EventRecord[];
}>;

export type RoomPorts = WriterPorts & Readonly<{ clock: Clock }>;

/** Records kept in memory for those who join and follow the feed. */
const recentKept = 200;

/** What a batch leads to once its events are durable. */
type Consequence = Readonly<{
  answers: ReadonlyMap<string, Receipt>;
  state: Evaluation | undefined;
  records: readonly EventRecord[];
}>;

const unavailable: Receipt = { ok: false, refusal: refuse("unavailable", "store.unavailable") };
const malformed: Receipt = {
  ok: false,
  refusal: refuse("invalid", "message.malformed", { path: "command" }),
};
const moved: Receipt = { ok: false, refusal: refuse("unavailable", "room.moved") };

/**
 * One evaluation on this node: its state in memory, its mailbox, its writer. Commands are decided in their order on the
 * state that the ones before them led to; what a batch of them caused becomes durable together, and only then is anyone
 * told.
 */
export class EvaluationRoom {
  readonly id: string;
  readonly #ports: RoomPorts;
  readonly #writer: StreamWriter;
  readonly #mailbox: Mailbox<Envelope, Receipt>;
  readonly #listeners = new Set<(change: Change) => void>();
  /** The answer to every command that left events, by its id: repeating it has one effect, also after a restart. */
  readonly #answers: Map<string, Receipt>;
  #state: Evaluation | undefined;
  #recent: readonly EventRecord[];
  #lost = false;
  #ending = false;
  /** The batch whose append rejected, while it is unknown whether its events are durable. */
  #doubt: Consequence | undefined;

  private constructor(
    id: string,
    ports: RoomPorts,
    writer: StreamWriter,
    state: Evaluation | undefined,
    answers: Map<string, Receipt>,
    recent: readonly EventRecord[],
  ) {
    this.id = id;
    this.#ports = ports;
    this.#writer = writer;
    this.#state = state;
    this.#answers = answers;
    this.#recent = recent;
    this.#mailbox = new Mailbox((batch) => this.#handle(batch));
  }

  /** Takes the lease and folds the stream. Throws what `StreamWriter.open` throws. */
  static async open(id: string, ports: RoomPorts): Promise<EvaluationRoom> {
    let state: Evaluation | undefined;
    const answers = new Map<string, Receipt>();
    let recent: EventRecord[] = [];
    const writer = await StreamWriter.open(streamOf(id), ports, (event) => {
      const record = recordSchema.parse(JSON.parse(event.body));
      if (event.commandId !== record.cause.id) {
        // The column decides which commands were already answered, so it must say what the record says.
        throw new StreamDamaged(streamOf(id), `has an event ${event.seq} under another command`);
      }
      state = evolve(state, record);
      answers.set(record.cause.id, answerOf(record));
      recent = [...recent.slice(1 - recentKept), record];
      return record;
    });
    return new EvaluationRoom(id, ports, writer, state, answers, recent);
  }

  /** The state after everything that is durable; undefined before the stream has begun. */
  get state(): Evaluation | undefined {
    return this.#state;
  }

  /** The newest records, oldest first. */
  get recent(): readonly EventRecord[] {
    return this.#recent;
  }

  head(): StreamHead {
    return this.#writer.head();
  }

  /** Carries out a command; resolves when its events are durable, or with a refusal and nothing changed. */
  send(envelope: Envelope): Promise<Receipt> {
    const answered = this.#answers.get(envelope.id);
    if (answered !== undefined) return Promise.resolve(answered);
    if (this.#ending || this.#lost) return Promise.resolve(moved);
    return this.#mailbox.post(envelope);
  }

  /** Hears of every change once it is durable; answers how to stop listening. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What must be renewed for the room to stay here. */
  get lease(): Readonly<{ stream: string; epoch: number }> {
    const { stream, epoch } = this.#writer;
    return { stream, epoch };
  }

  /** Nothing can be written here any more: what is stored is not what was written here last. */
  get isLost(): boolean {
    return this.#lost && !this.#ending;
  }

  /** Lets the commands under way finish, then gives the lease back. Whatever comes later is told that the room moved. */
  async close(): Promise<void> {
    await this.#end();
    await this.#writer.release();
  }

  /** As `close`, but the room goes on as soon as any node lives: its timers and what is due must not wait for a visitor. */
  async leave(): Promise<void> {
    await this.#end();
    await this.#writer.expire();
  }

  /** As `close`, but for another node, which need not wait for anything. */
  async handTo(node: string): Promise<void> {
    await this.#end();
    await this.#writer.transfer(node);
  }

  /** Another node has the room: nothing is written any more. */
  abandon(): void {
    this.#lost = true;
    this.#listeners.clear();
  }

  async #end(): Promise<void> {
    this.#ending = true;
    await this.#mailbox.idle();
    this.abandon();
  }

  async #handle(batch: readonly Envelope[]): Promise<readonly Receipt[]> {
    if (this.#doubt !== undefined && !(await this.#settle())) return batch.map(() => unavailable);
    if (this.#lost) return batch.map(() => moved);
    const { receipts, drafts, answers, state } = this.#decideAll(batch);
    if (drafts.length === 0) return receipts;
    const records: EventRecord[] = [];
    const kept = drafts.map(({ commandId, at }) => ({
      commandId,
      at: (place: Place) => {
        const record = at(place);
        records.push(record);
        return record;
      },
    }));
    try {
      const outcome = await this.#writer.append(kept);
      if (!outcome.ok) {
        this.#lost = true;
        return batch.map(() => moved);
      }
    } catch {
      // Nothing is remembered until it is known what was written: the same commands may come again.
      this.#doubt = { answers, state, records };
      return batch.map(() => unavailable);
    }
    this.#accept({ answers, state, records });
    return receipts;
  }

  /** Learns what became of the batch in doubt; false while the store is gone. */
  async #settle(): Promise<boolean> {
    const doubt = this.#doubt;
    try {
      const fate = await this.#writer.settle();
      if (fate === "landed" && doubt !== undefined) this.#accept(doubt);
      this.#lost ||= fate === "lost";
    } catch {
      return false;
    }
    this.#doubt = undefined;
    return true;
  }

  #accept({ answers, state, records }: Consequence): void {
    const before = this.#state;
    for (const [id, receipt] of answers) this.#answers.set(id, receipt);
    this.#state = state;
    this.#recent = [...this.#recent, ...records].slice(-recentKept);
    if (state !== undefined) this.#tell({ before, state, records });
  }

  /** Decides a batch on a state of its own; what is decided counts only once it is durable. */
  #decideAll(batch: readonly Envelope[]): Readonly<{
    receipts: readonly Receipt[];
    drafts: readonly Draft<EventRecord>[];
    answers: ReadonlyMap<string, Receipt>;
    state: Evaluation | undefined;
  }> {
    let state = this.#state;
    const drafts: Draft<EventRecord>[] = [];
    const answers = new Map<string, Receipt>();
    const receipts = batch.map(({ id, command: sent, actor }): Receipt => {
      const answered = this.#answers.get(id) ?? answers.get(id);
      if (answered !== undefined) return answered;
      const command = asRecorded(sent);
      if (command === undefined) return malformed;
      const at = Math.max(this.#ports.clock.now(), state?.lastAt ?? 0);
      const context = { actor, at };
      const decision = decide(state, command, context);
      const receipt: Receipt = decision.ok
        ? { ok: true }
        : { ok: false, refusal: decision.refusal };
      // An attempt from outside the stream's people has no stream to be written to before it begins.
      if (decision.events.length === 0) return receipt;
      const occasion = { stream: streamOf(this.id), id, command, ...context };
      for (const record of recordsOf(occasion, decision.events)) {
        drafts.push({ commandId: id, at: record });
        // The state does not depend on places, which are given when the batch is written.
        state = evolve(state, asReplayed(record));
      }
      answers.set(id, receipt);
      return receipt;
    });
    return { receipts, drafts, answers, state };
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** The evaluation whose stream this is, or the stream's own name when it is no evaluation's. */
export function evaluationOf(stream: string): string {
  return stream.startsWith("evaluation/") ? stream.slice("evaluation/".length) : stream;
}

/** The answer that a command got, read off the events it left. */
function answerOf({ event }: EventRecord): Receipt {
  return event.type === "AttemptRefused"
    ? { ok: false, refusal: refuse("forbidden", event.code) }
    : { ok: true };
}
