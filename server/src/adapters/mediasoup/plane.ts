import type { MediaPlane, PlaneRouter, PlaneStatus, Unsubscribe } from "../../media/plane.ts";
import { granted, mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import { consumersPerWorker } from "../../media/spread.ts";
import type { WorkerSpace } from "../../media/spread.ts";
import { workerCount } from "./listen.ts";
import type { MediasoupConfig } from "./listen.ts";
import { MediasoupRouter } from "./router.ts";
import { WorkerSlot } from "./worker-slot.ts";

/** Pauses before a worker that died is started again, in milliseconds; a worker that cannot start is not hammered. */
const restartPauses = [0, 200, 500, 1000, 2000, 5000] as const;
/** After so many failed starts with no other worker alive, media is called unavailable, and still tried for. */
const failuresUntilUnavailable = 3;

/** Media on mediasoup workers, one a core. A worker that dies is replaced; the rooms it held hear that they are lost. */
export class MediasoupPlane implements MediaPlane {
  readonly #config: MediasoupConfig;
  readonly #limit: number;
  readonly #slots = new Map<number, WorkerSlot>();
  readonly #statusListeners = new Set<(status: PlaneStatus) => void>();
  /** Starts under way, by worker index. */
  readonly #starting = new Map<number, Promise<void>>();
  readonly #stop = new AbortController();
  #status: PlaneStatus = { state: "preparing" };
  #workerPath = "";

  constructor(config: MediasoupConfig = {}) {
    this.#config = config;
    this.#limit = config.consumersPerWorker ?? consumersPerWorker;
  }

  status(): PlaneStatus {
    return this.#status;
  }

  onStatus(listener: (status: PlaneStatus) => void): Unsubscribe {
    this.#statusListeners.add(listener);
    return () => {
      this.#statusListeners.delete(listener);
    };
  }

  prepare(progress: Readonly<{ fraction?: number; zh?: string; en?: string }>): void {
    if (this.#status.state === "preparing") this.#say({ state: "preparing", ...progress });
  }

  giveUp(reason: Readonly<{ zh?: string; en?: string }>): void {
    if (this.#slots.size === 0) this.#say({ state: "unavailable", ...reason });
  }

  async start(workerPath: string): Promise<void> {
    this.#workerPath = workerPath;
    const indexes = Array.from({ length: workerCount(this.#config) }, (_, index) => index);
    const starts = await Promise.allSettled(indexes.map((index) => this.#startWorker(index)));
    const failed = starts.filter((start) => start.status === "rejected");
    if (this.#slots.size === 0) {
      this.#say({ state: "unavailable" });
      throw new Error("no media worker could be started", { cause: failed[0]?.reason });
    }
    for (const index of indexes) if (!this.#slots.has(index)) this.#restart(index);
  }

  spaceFor(holder: object): readonly WorkerSpace[] {
    return this.#live().map((slot) => ({ id: slot.id, free: slot.spaceFor(holder) }));
  }

  reserve(holder: object, needs: ReadonlyMap<string, number>): void {
    for (const slot of this.#slots.values()) slot.reserve(holder, needs.get(slot.id) ?? 0);
  }

  async openRouter(worker: string): Promise<Outcome<PlaneRouter>> {
    const slot = this.#live().find(({ id }) => id === worker);
    if (slot === undefined) return refused(mediaRefusals.rebuilding);
    try {
      return granted(await MediasoupRouter.open(slot));
    } catch (error) {
      if (!slot.worker.closed) throw error;
      return refused(mediaRefusals.rebuilding);
    }
  }

  async anotherWorker(until: AbortSignal): Promise<boolean> {
    // A worker that has just died is told of before its place is being filled.
    if (this.#live().length < this.#slots.size) await Promise.resolve();
    const known = new Set(this.#slots.values());
    const ended = AbortSignal.any([until, this.#stop.signal]);
    while (!ended.aborted && this.#starting.size > 0 && this.#status.state !== "unavailable") {
      await Promise.race([
        ...this.#starting.values(),
        this.#nextStatus(ended),
        new Promise((resolve) => ended.addEventListener("abort", resolve, { once: true })),
      ]);
      if (this.#live().some((slot) => !known.has(slot))) return true;
    }
    return false;
  }

  freeConsumers(): number {
    return Math.max(0, ...this.#live().map(({ free }) => free));
  }

  workerPids(): readonly number[] {
    return [...this.#slots.values()].map((slot) => slot.worker.pid);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#say({ state: "unavailable" });
    await Promise.all(this.#starting.values());
    const slots = [...this.#slots.values()];
    this.#slots.clear();
    await Promise.all(slots.map((slot) => slot.stop()));
  }

  #live(): readonly WorkerSlot[] {
    return [...this.#slots.values()].filter(({ worker }) => !worker.closed);
  }

  async #startWorker(index: number): Promise<void> {
    const slot = await WorkerSlot.start(this.#config, this.#workerPath, index, this.#limit);
    if (this.#stop.signal.aborted) {
      await slot.stop();
      return;
    }
    this.#slots.set(index, slot);
    slot.worker.once("died", () => this.#died(slot));
    this.#say({ state: "ready" });
  }

  #died(slot: WorkerSlot): void {
    this.#config.warn?.("media worker died", { pid: slot.worker.pid, index: slot.index });
    this.#forget(slot);
    this.#restart(slot.index);
  }

  #forget(slot: WorkerSlot): void {
    if (this.#slots.get(slot.index) === slot) this.#slots.delete(slot.index);
  }

  /** Starts a worker again and again until it lives or the plane stops. Never rejects. */
  #restart(index: number): void {
    if (this.#stop.signal.aborted || this.#starting.has(index)) return;
    const starting = this.#keepStarting(index).finally(() => this.#starting.delete(index));
    this.#starting.set(index, starting);
  }

  async #keepStarting(index: number): Promise<void> {
    for (let failures = 0; !this.#stop.signal.aborted; failures += 1) {
      const pause = restartPauses[Math.min(failures, restartPauses.length - 1)] ?? 0;
      await sleep(pause, this.#stop.signal);
      try {
        await this.#startWorker(index);
        return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : "unknown";
        this.#config.warn?.("media worker does not start", { index, failures, reason });
      }
      if (this.#slots.size === 0 && failures + 1 >= failuresUntilUnavailable) {
        this.#say({ state: "unavailable" });
      }
    }
  }

  /** Resolves with the next change of status. */
  async #nextStatus(until: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const unsubscribe = this.onStatus(() => {
        unsubscribe();
        resolve();
      });
      until.addEventListener("abort", unsubscribe, { once: true });
    });
  }

  #say(status: PlaneStatus): void {
    const { state, fraction, zh, en } = this.#status;
    const same =
      state === status.state &&
      fraction === status.fraction &&
      zh === status.zh &&
      en === status.en;
    if (same) return;
    this.#status = status;
    for (const listener of this.#statusListeners) listener(status);
  }
}

/** Waits; an abort ends the wait early. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
