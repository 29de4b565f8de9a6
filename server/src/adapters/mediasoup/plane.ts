import type { MediaPlane, PlaneRoom, PlaneStatus, Unsubscribe } from "../../media/plane.ts";
import { consumersPerWorker, placeRoom } from "../../media/placement.ts";
import { granted, mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import { workerCount } from "./listen.ts";
import type { MediasoupConfig } from "./listen.ts";
import { MediasoupRoom } from "./room.ts";
import { WorkerSlot } from "./worker-slot.ts";

/** Pauses before a worker that died is started again, in milliseconds; a worker that cannot start is not hammered. */
const restartPauses = [0, 200, 500, 1000, 2000, 5000] as const;
/** After so many failed starts with no other worker alive, media is called unavailable, and still tried for. */
const failuresUntilUnavailable = 3;
/** How long a room waits for a worker that is being replaced, in milliseconds. */
const openRoomPatience = 5000;

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

  async openRoom(need: number): Promise<Outcome<PlaneRoom>> {
    const deadline = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(openRoomPatience)]);
    while (!deadline.aborted) {
      const id = placeRoom([...this.#slots.values()], need, this.#limit);
      const slot = [...this.#slots.values()].find((candidate) => candidate.id === id);
      if (slot !== undefined) {
        const room = await this.#openOn(slot, need);
        if (room !== undefined) return granted(room);
        continue;
      }
      const waiting = need <= this.#limit ? [...this.#starting.values()] : [];
      if (waiting.length === 0 || this.#status.state === "unavailable") break;
      await Promise.race([
        ...waiting,
        this.#nextStatus(deadline),
        sleep(openRoomPatience, deadline),
      ]);
    }
    return refused(this.#slots.size > 0 ? mediaRefusals.roomFull : mediaRefusals.unavailable);
  }

  freeConsumers(): number {
    return Math.max(0, ...[...this.#slots.values()].map(({ reserved }) => this.#limit - reserved));
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

  /** Undefined when the worker dies meanwhile. The place is reserved before anything is waited for. */
  async #openOn(slot: WorkerSlot, need: number): Promise<MediasoupRoom | undefined> {
    const place = {};
    slot.reserve(place, need);
    try {
      const room = await MediasoupRoom.open(slot);
      room.reserve(need);
      return room;
    } catch (error) {
      if (!slot.worker.closed) throw error;
      this.#forget(slot);
      return undefined;
    } finally {
      slot.release(place);
    }
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
