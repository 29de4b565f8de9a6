import type { types } from "mediasoup";
import { keyFrameRequestDelay } from "./codecs.ts";

/** Both ends are on this machine, and the packets never leave it. */
const loopback = { protocol: "udp", ip: "127.0.0.1" } as const;

/**
 * Carries producers of one router to another of this machine, each once, under the same id. It closes with either
 * router. mediasoup's own `pipeToRouter` does the same, and leaves a rejection that nobody handles when a worker dies
 * while a producer is being paused.
 */
export class Pipe {
  readonly #near: types.PipeTransport;
  readonly #far: types.PipeTransport;
  /** By the id of the producer, from when it is asked for until it is closed. */
  readonly #carried = new Map<string, Promise<void>>();

  private constructor(near: types.PipeTransport, far: types.PipeTransport) {
    this.#near = near;
    this.#far = far;
    near.observer.once("close", () => far.close());
    far.observer.once("close", () => near.close());
  }

  /** Rejects when one of the two is gone by then, leaving nothing behind. */
  static async open(from: types.Router, to: types.Router): Promise<Pipe> {
    // Lost packets can be asked for again: a busy machine loses some even from itself.
    const options = { listenInfo: loopback, enableRtx: true };
    const near = await from.createPipeTransport(options);
    try {
      const far = await to.createPipeTransport(options);
      const pipe = new Pipe(near, far);
      await near.connect({ ip: loopback.ip, port: far.tuple.localPort });
      await far.connect({ ip: loopback.ip, port: near.tuple.localPort });
      return pipe;
    } catch (error) {
      near.close();
      throw error;
    }
  }

  onClosed(listener: () => void): void {
    if (this.#near.closed) queueMicrotask(listener);
    this.#near.observer.once("close", listener);
  }

  /** Whether this producer takes up a consumer at the near end already. */
  carries({ id }: types.Producer): boolean {
    return this.#carried.has(id);
  }

  /** Resolves when the producer can be consumed at the far end; rejects when it, or an end, is gone by then. */
  async carry(producer: types.Producer): Promise<void> {
    const carried = this.#carried.get(producer.id) ?? this.#begin(producer);
    this.#carried.set(producer.id, carried);
    await carried;
  }

  /** Hears of every consumer at the near end. */
  onCarried(listener: (consumer: types.Consumer) => void): void {
    this.#near.observer.on("newconsumer", listener);
  }

  async #begin(producer: types.Producer): Promise<void> {
    try {
      const consumer = await this.#near.consume({ producerId: producer.id });
      consumer.observer.once("close", () => this.#carried.delete(producer.id));
      try {
        await this.#mirror(producer, consumer);
      } catch (error) {
        consumer.close();
        throw error;
      }
    } catch (error) {
      this.#carried.delete(producer.id);
      throw error;
    }
  }

  async #mirror(producer: types.Producer, consumer: types.Consumer): Promise<void> {
    const { kind, rtpParameters, producerPaused: paused } = consumer;
    const stream = { id: producer.id, kind, rtpParameters, paused, keyFrameRequestDelay };
    const mirrored = await this.#far.produce(stream);
    const follow = () => {
      if (mirrored.closed) return;
      const step = consumer.producerPaused ? mirrored.pause() : mirrored.resume();
      // It is rejected when an end is gone, and the producer with it.
      step.catch(() => undefined);
    };
    consumer.on("producerpause", follow);
    consumer.on("producerresume", follow);
    consumer.observer.once("close", () => mirrored.close());
    mirrored.observer.once("close", () => consumer.close());
    // What happened while it was being opened, nobody has told it.
    if (producer.closed || consumer.closed) {
      mirrored.close();
      throw new Error("the producer was closed meanwhile");
    }
    if (consumer.producerPaused !== paused) follow();
  }
}
