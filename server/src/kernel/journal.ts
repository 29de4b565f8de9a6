import type { JsonValue } from "@yuanping/shared/tlog/index.ts";
import { z } from "zod";
import { Mailbox } from "./mailbox.ts";
import type { Clock, Random } from "./ports.ts";
import { StreamDamaged, StreamWriter, type StreamHead, type WriterPorts } from "./stream-writer.ts";

/** Something that happened to the installation itself. Personal data stands in it only as salted hashes. */
export type JournalEvent = Readonly<{
  type: string;
  data: Readonly<Record<string, JsonValue>>;
  /** The user who caused it, or `system`. */
  actor: string;
}>;

/** An entry as it stands in the stream; what an event has beside its type is for its reader to parse. */
const entrySchema = z.strictObject({
  v: z.literal(1),
  stream: z.string(),
  seq: z.int().min(0),
  at: z.int(),
  event: z.looseObject({ type: z.string() }),
  actor: z.string(),
  prev: z.string(),
});
export type JournalEntry = z.infer<typeof entrySchema>;

export type JournalPorts = WriterPorts & Readonly<{ clock: Clock; random: Random }>;

type Handlers = Readonly<{
  /** Hears of every new head once it is durable. */
  onAppend: (stream: string, head: StreamHead) => void;
  /** Is handed every entry of the past, in order, while the journal is opened. */
  replay?: (entry: JournalEntry) => void;
}>;

/** A stream of the installation's own events, beside those of the evaluations: `registry` and `ledger`. */
export class Journal {
  readonly name: string;
  /** Why the stream is refused service; undefined when it is as it was written. */
  readonly damage: StreamDamaged | undefined;
  readonly #ports: JournalPorts;
  readonly #writer: StreamWriter | undefined;
  readonly #mailbox: Mailbox<JournalEvent, true>;
  readonly #onAppend: Handlers["onAppend"];

  private constructor(
    name: string,
    ports: JournalPorts,
    opened: StreamWriter | StreamDamaged,
    onAppend: Handlers["onAppend"],
  ) {
    this.name = name;
    this.damage = opened instanceof StreamDamaged ? opened : undefined;
    this.#writer = opened instanceof StreamDamaged ? undefined : opened;
    this.#ports = ports;
    this.#onAppend = onAppend;
    this.#mailbox = new Mailbox((batch) => this.#write(batch));
  }

  /** Takes the lease and checks the stream; one that was altered takes no more events. Throws `LeaseHeld`. */
  static async open(
    name: string,
    ports: JournalPorts,
    { onAppend, replay }: Handlers,
  ): Promise<Journal> {
    const opening = StreamWriter.open(name, ports, ({ body }) => {
      const entry = entrySchema.parse(JSON.parse(body));
      replay?.(entry);
      return entry;
    });
    const opened = await opening.catch((error: unknown) => {
      if (error instanceof StreamDamaged) return error;
      throw error;
    });
    return new Journal(name, ports, opened, onAppend);
  }

  /** The head of the stream; undefined while it is empty or refused service. */
  get head(): StreamHead | undefined {
    const head = this.#writer?.head();
    return head?.size === 0 ? undefined : head;
  }

  /** Resolves when the event is durable; the change it tells of is made after that. Throws `StreamDamaged`. */
  async record(event: JournalEvent): Promise<void> {
    await this.#mailbox.post(event);
  }

  async renew(): Promise<boolean> {
    return this.#writer?.renew() ?? true;
  }

  async close(): Promise<void> {
    await this.#mailbox.idle();
    await this.#writer?.release();
  }

  async #write(batch: readonly JournalEvent[]): Promise<readonly true[]> {
    const writer = this.#writer;
    if (writer === undefined) throw this.damage;
    const { clock, random } = this.#ports;
    const drafts = batch.map((event) => {
      const at = clock.now();
      return {
        commandId: random.id(),
        at: ({ seq, prev }: { seq: number; prev: string }): JournalEntry => ({
          v: 1,
          stream: this.name,
          seq,
          at,
          event: { type: event.type, ...event.data },
          actor: event.actor,
          prev,
        }),
      };
    });
    const outcome = await writer.append(drafts);
    if (!outcome.ok) throw new Error(`the ${this.name} stream was not written: ${outcome.reason}`);
    this.#onAppend(this.name, writer.head());
    return batch.map(() => true as const);
  }
}
