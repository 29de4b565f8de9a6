import { digestSchema } from "@yuanping/shared/contracts/ids.ts";
import { fromHex, hex } from "@yuanping/shared/tlog/index.ts";
import { z } from "zod";
import {
  Journal,
  type JournalEntry,
  type JournalEvent,
  type JournalPorts,
} from "../kernel/journal.ts";
import type { PastHead } from "../kernel/past-heads.ts";
import type { StreamDamaged, StreamHead } from "../kernel/stream-writer.ts";
import { masterKeyChangeSchema, type MasterKeyChange } from "./master-key-changes.ts";

const name = "ledger";

/** How long a head waits for others to be recorded with; what bounds the ledger to about one entry in this time. */
const gatherMs = 60_000;
/** Heads in one entry at most, which keeps it well below 32 KiB. */
const headsPerEntry = 100;

const headsRecordedSchema = z.strictObject({
  type: z.literal("HeadsRecorded"),
  heads: z
    .array(
      z.strictObject({ stream: z.string().max(128), size: z.int().min(1), root: digestSchema }),
    )
    .max(headsPerEntry),
});

const keyTookOverSchema = z.strictObject({
  type: z.literal("LogKeyTookOver"),
  statement: z.string(),
});

const masterKeyTookOverSchema = z.strictObject({
  type: z.literal("MasterKeyTookOver"),
  ...masterKeyChangeSchema.omit({ at: true }).shape,
  changedAt: masterKeyChangeSchema.shape.at,
});

/**
 * The stream that names the heads of all others, so that none of them can vanish or be cut short as a whole. A stream's
 * first head is recorded at once; later ones wait a while for one another, except at the gates of an evaluation. It also
 * names every change of the log key, so that whoever follows it sees where another key took over, and of the master key.
 */
export class Ledger {
  readonly #journal: Journal;
  readonly #heads: Map<string, PastHead>;
  /** Statements of changes of the log key, and fingerprints of master keys that took over, as they are on record. */
  readonly #keyChanges: ReadonlySet<string>;
  readonly #onFault: (error: unknown) => void;
  readonly #due = new Map<string, StreamHead>();
  readonly #urgent = new Set<string>();
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    journal: Journal,
    heads: Map<string, PastHead>,
    keyChanges: ReadonlySet<string>,
    onFault: (error: unknown) => void,
  ) {
    this.#journal = journal;
    this.#heads = heads;
    this.#keyChanges = keyChanges;
    this.#onFault = onFault;
  }

  static async open(
    ports: JournalPorts,
    onAppend: (stream: string, head: StreamHead) => void,
    onFault: (error: unknown) => void,
  ): Promise<Ledger> {
    const heads = new Map<string, PastHead>();
    const keyChanges = new Set<string>();
    const replay = (entry: JournalEntry): void => {
      take(heads, entry);
      const { event } = entry;
      if (event.type === "LogKeyTookOver") keyChanges.add(keyTookOverSchema.parse(event).statement);
      if (event.type === "MasterKeyTookOver")
        keyChanges.add(masterKeyTookOverSchema.parse(event).current);
    };
    const journal = await Journal.open(name, ports, { onAppend, replay });
    // What an altered ledger names is no evidence against anyone else.
    if (journal.damage !== undefined) heads.clear();
    return new Ledger(journal, heads, keyChanges, onFault);
  }

  get journal(): Journal {
    return this.#journal;
  }

  get damage(): StreamDamaged | undefined {
    return this.#journal.damage;
  }

  /** Reads what other nodes have recorded. */
  catchUp(): Promise<void> {
    return this.#journal.catchUp();
  }

  /** The newest recorded head of every stream; grows as heads are recorded. */
  heads(): ReadonlyMap<string, PastHead> {
    return this.#heads;
  }

  /** The next head of this stream is to be recorded without waiting: a gate has been passed. */
  hasten(stream: string): void {
    this.#urgent.add(stream);
  }

  /** A head has been signed and kept; it will be recorded. */
  note(stream: string, head: StreamHead): void {
    if (stream === name || this.damage !== undefined) return;
    const known = this.#heads.get(stream);
    if (known !== undefined && known.size >= head.size) return;
    this.#due.set(stream, head);
    const atOnce = known === undefined || this.#urgent.delete(stream);
    if (atOnce) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), gatherMs).unref();
  }

  /**
   * Records each change of the log key that is not on record yet, in their order, whichever node is first. The statements
   * are the notes that the former and the next key have signed. Resolves when that is durable; a damaged ledger takes
   * nothing.
   */
  async recordKeyChanges(statements: readonly string[]): Promise<void> {
    if (this.damage !== undefined) return;
    for (const statement of statements) {
      await this.#journal.record(() =>
        this.#keyChanges.has(statement)
          ? undefined
          : { type: "LogKeyTookOver", data: { statement }, actor: "system" },
      );
    }
  }

  /** As above, of the master key; only its fingerprints are named. */
  async recordMasterKeyChanges(changes: readonly MasterKeyChange[]): Promise<void> {
    if (this.damage !== undefined) return;
    for (const { former, current, at: changedAt } of changes) {
      await this.#journal.record(() =>
        this.#keyChanges.has(current)
          ? undefined
          : { type: "MasterKeyTookOver", data: { former, current, changedAt }, actor: "system" },
      );
    }
  }

  /** Records what is due; resolves when it is durable. A head that could not be recorded goes with the next. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write()).catch(this.#onFault);
    return this.#writing;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#writing;
    await this.#journal.close();
  }

  async #write(): Promise<void> {
    while (this.#due.size > 0) {
      const batch = [...this.#due].slice(0, headsPerEntry);
      await this.#journal.record(() => this.#entryOf(batch));
      for (const [stream, head] of batch)
        if (this.#due.get(stream) === head) this.#due.delete(stream);
    }
  }

  /** Without what another node has recorded meanwhile: it had the stream before us, or has it now. */
  #entryOf(batch: readonly (readonly [string, StreamHead])[]): JournalEvent | undefined {
    const heads = batch
      .filter(([stream, { size }]) => size > (this.#heads.get(stream)?.size ?? 0))
      .map(([stream, { size, root }]) => ({ stream, size, root: hex(root) }));
    return heads.length === 0
      ? undefined
      : { type: "HeadsRecorded", data: { heads }, actor: "system" };
  }
}

/** Throws on an entry that names heads in another form, and when a stream would shrink. */
function take(heads: Map<string, PastHead>, { event }: JournalEntry): void {
  if (event.type !== "HeadsRecorded") return;
  for (const { stream, size, root } of headsRecordedSchema.parse(event).heads) {
    if (size <= (heads.get(stream)?.size ?? 0)) throw new Error(`${stream} did not grow`);
    heads.set(stream, { size, root: fromHex(root), source: "ledger" });
  }
}
