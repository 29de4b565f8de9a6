import type { JsonValue } from "@yuanping/shared/tlog/index.ts";
import { z } from "zod";
import { Mailbox } from "./mailbox.ts";
import type { Clock, Random } from "./ports.ts";
import { SharedWriter, type SharedWriterPorts } from "./shared-writer.ts";
import { StreamDamaged, type Draft, type Place, type StreamHead } from "./stream-fold.ts";

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

export type JournalPorts = SharedWriterPorts & Readonly<{ clock: Clock; random: Random }>;

/**
 * An event that depends on what stands in the stream: asked for again whenever others have written first, and answered
 * by undefined when there is nothing left to write.
 */
export type JournalEventMaker = () => JournalEvent | undefined;

type Handlers = Readonly<{
  /** Hears of every new head once it is durable. */
  onAppend: (stream: string, head: StreamHead) => void;
  /** Is handed every entry in order: those of the past while the journal is opened, later our own and other nodes'. */
  replay?: (entry: JournalEntry) => void;
}>;

/**
 * A stream of the installation's own events, beside those of the evaluations: `registry` and `ledger`. Every node
 * writes to it.
 */
export class Journal {
  readonly name: string;
  readonly #ports: JournalPorts;
  readonly #writer: SharedWriter | undefined;
  readonly #mailbox: Mailbox<JournalEventMaker | "catch-up", true>;
  readonly #onAppend: Handlers["onAppend"];
  #damage: StreamDamaged | undefined;

  private constructor(
    name: string,
    ports: JournalPorts,
    opened: SharedWriter | StreamDamaged,
    onAppend: Handlers["onAppend"],
  ) {
    this.name = name;
    this.#damage = opened instanceof StreamDamaged ? opened : undefined;
    this.#writer = opened instanceof StreamDamaged ? undefined : opened;
    this.#ports = ports;
    this.#onAppend = onAppend;
    this.#mailbox = new Mailbox((batch) => this.#write(batch));
  }

  /** Reads and checks the stream; one that was altered takes no more events. */
  static async open(
    name: string,
    ports: JournalPorts,
    { onAppend, replay }: Handlers,
  ): Promise<Journal> {
    const opening = SharedWriter.open(name, ports, ({ body }) => {
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

  /** Why the stream is refused service; undefined while it is as it was written. */
  get damage(): StreamDamaged | undefined {
    return this.#damage;
  }

  /** Resolves when the event is durable; the change it tells of is made after that. Throws `StreamDamaged`. */
  async record(event: JournalEvent | JournalEventMaker): Promise<void> {
    await this.#mailbox.post(typeof event === "function" ? event : () => event);
  }

  /** Reads what other nodes have written. Does nothing for a stream that is refused service. */
  async catchUp(): Promise<void> {
    if (this.#damage === undefined) await this.#mailbox.post("catch-up");
  }

  /** Resolves when nothing is left to write. */
  async close(): Promise<void> {
    await this.#mailbox.idle();
  }

  async #write(batch: readonly (JournalEventMaker | "catch-up")[]): Promise<readonly true[]> {
    const writer = this.#writer;
    if (writer === undefined || this.#damage !== undefined) throw this.#damage;
    const makers = batch.filter((message) => message !== "catch-up");
    try {
      if (makers.length < batch.length) await writer.catchUp();
      const done = await writer.append(() => this.#draftsOf(makers));
      if (done === "written") this.#onAppend(this.name, writer.head());
    } catch (error) {
      if (error instanceof StreamDamaged) this.#damage = error;
      throw error;
    }
    return batch.map(() => true as const);
  }

  #draftsOf(makers: readonly JournalEventMaker[]): readonly Draft<JournalEntry>[] {
    const { clock, random } = this.#ports;
    return makers.flatMap((make) => {
      const event = make();
      if (event === undefined) return [];
      const at = clock.now();
      return {
        commandId: random.id(),
        at: ({ seq, prev }: Place): JournalEntry => ({
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
  }
}
