import type { JsonValue } from "@yuanping/shared/tlog/index.ts";
import { z } from "zod";
import { Mailbox } from "./mailbox.ts";
import type { Clock, Random } from "./ports.ts";
import { StreamWriter, type StreamHead } from "./stream-writer.ts";

/** A change to the centre's tables. Personal data stands in it only as salted hashes. */
export type RegistryEvent = Readonly<{
  type: string;
  data: Readonly<Record<string, JsonValue>>;
  /** The user who caused it, or `system`. */
  actor: string;
}>;

const storedSchema = z.looseObject({ prev: z.string() });

type WriterPorts = Parameters<typeof StreamWriter.open>[1];
type Ports = WriterPorts & Readonly<{ clock: Clock; random: Random }>;

const name = "registry";

/** The centre's own stream: users, experts, evaluations, sign-ins. */
export class RegistryStream {
  readonly #ports: Ports;
  readonly #writer: StreamWriter;
  readonly #mailbox: Mailbox<RegistryEvent, true>;
  readonly #onAppend: (stream: string, head: StreamHead) => void;

  private constructor(
    ports: Ports,
    writer: StreamWriter,
    onAppend: (stream: string, head: StreamHead) => void,
  ) {
    this.#ports = ports;
    this.#writer = writer;
    this.#onAppend = onAppend;
    this.#mailbox = new Mailbox((batch) => this.#write(batch));
  }

  static async open(
    ports: Ports,
    onAppend: (stream: string, head: StreamHead) => void,
  ): Promise<RegistryStream> {
    const writer = await StreamWriter.open(name, ports, (body) =>
      storedSchema.parse(JSON.parse(body)),
    );
    return new RegistryStream(ports, writer, onAppend);
  }

  /** Resolves when the event is durable; the change it tells of is made after that. */
  async record(event: RegistryEvent): Promise<void> {
    await this.#mailbox.post(event);
  }

  renew(): Promise<boolean> {
    return this.#writer.renew();
  }

  async close(): Promise<void> {
    await this.#mailbox.idle();
    await this.#writer.release();
  }

  async #write(batch: readonly RegistryEvent[]): Promise<readonly true[]> {
    const { clock, random } = this.#ports;
    const drafts = batch.map((event) => {
      const at = clock.now();
      return {
        commandId: random.id(),
        at: ({ seq, prev }: { seq: number; prev: string }) => ({
          v: 1,
          stream: name,
          seq,
          at,
          event: { type: event.type, ...event.data },
          actor: event.actor,
          prev,
        }),
      };
    });
    const outcome = await this.#writer.append(drafts);
    if (!outcome.ok) throw new Error(`the registry stream was not written: ${outcome.reason}`);
    this.#onAppend(name, this.#writer.head());
    return batch.map(() => true as const);
  }
}
