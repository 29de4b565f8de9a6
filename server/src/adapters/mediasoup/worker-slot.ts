import { createWorker } from "mediasoup";
import type { types } from "mediasoup";
import { listenInfos } from "./listen.ts";
import type { MediasoupConfig } from "./listen.ts";

/** One live worker process with its one WebRTC port, and how much of it is taken. */
export class WorkerSlot {
  readonly id: string;
  readonly index: number;
  readonly worker: types.Worker;
  readonly server: types.WebRtcServer;
  readonly #limit: number;
  readonly #reserved = new Map<object, number>();
  #consumers = 0;

  private constructor(
    index: number,
    worker: types.Worker,
    server: types.WebRtcServer,
    limit: number,
  ) {
    // A worker that takes another's place is another one.
    this.id = `worker-${worker.pid}`;
    this.index = index;
    this.worker = worker;
    this.server = server;
    this.#limit = limit;
  }

  /** Starts the worker of this index; rejects when the binary or the port cannot be had, leaving no process behind. */
  static async start(
    config: MediasoupConfig,
    workerBin: string,
    index: number,
    limit: number,
  ): Promise<WorkerSlot> {
    const worker = await createWorker({ workerBin, logLevel: "warn" });
    try {
      const server = await worker.createWebRtcServer({ listenInfos: listenInfos(config, index) });
      return new WorkerSlot(index, worker, server, limit);
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  /** Consumers that the rooms on this worker may need at most. */
  get reserved(): number {
    return [...this.#reserved.values()].reduce((sum, need) => sum + need, 0);
  }

  /** Sets what one holder, a room, may need; 0 takes its reservation away. */
  reserve(holder: object, need: number): void {
    if (need === 0) this.#reserved.delete(holder);
    else this.#reserved.set(holder, need);
  }

  /** What others than this holder have left. */
  spaceFor(holder: object): number {
    return this.#limit - this.reserved + (this.#reserved.get(holder) ?? 0);
  }

  /** What nobody has reserved. */
  get free(): number {
    return this.#limit - this.reserved;
  }

  hasCapacity(): boolean {
    return this.#consumers < this.#limit;
  }

  countConsumer(consumer: types.Consumer): void {
    this.#consumers += 1;
    consumer.observer.once("close", () => {
      this.#consumers -= 1;
    });
  }

  /** Ends the process and waits for its end. */
  async stop(): Promise<void> {
    if (this.worker.subprocessClosed) return;
    const ended = new Promise<void>((resolve) => {
      this.worker.once("subprocessclose", resolve);
    });
    this.worker.close();
    await ended;
  }
}
