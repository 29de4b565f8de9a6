import type { Loudest, MediaPlane, PlaneRouter } from "./plane.ts";
import type { DesiredMedia } from "./policy.ts";
import { granted, mediaRefusals, refused } from "./refusals.ts";
import type { Outcome } from "./refusals.ts";
import { planRoom } from "./spread.ts";
import type { RoomPlan } from "./spread.ts";

/** How long somebody waits for a worker that is being replaced, in milliseconds. */
const workerPatience = 5000;

const noPlan: RoomPlan = { places: new Map(), needs: new Map() };

export type RoomRoutersOptions = Readonly<{
  plane: MediaPlane;
  /** Who has media open, and on which router. */
  open: () => ReadonlyMap<string, PlaneRouter>;
  /** Who is here and may have media; a router that none of them has a place on is closed. */
  present: () => readonly string[];
  /** These have media open where they have no place any more. */
  onMoved: (people: readonly string[]) => void;
  /** A router is gone with its worker; these had their place on it. */
  onLost: (people: readonly string[], router: PlaneRouter) => void;
  /** The microphone that is loudest in the whole room, or undefined for silence. */
  onSpeaker: (producer: string | undefined) => void;
}>;

/**
 * The routers of one room: one, unless it needs more than a worker has left. Holds the plan of who has a place on which
 * worker to the room's needs, reserves what it takes, and opens a router when the first who has a place there comes.
 */
export class RoomRouters {
  readonly #options: RoomRoutersOptions;
  /** By worker. */
  readonly #routers = new Map<string, PlaneRouter>();
  readonly #opening = new Map<string, Promise<Outcome<PlaneRouter>>>();
  readonly #loudest = new Map<PlaneRouter, Loudest>();
  #desired: DesiredMedia = new Map();
  #plan = noPlan;

  constructor(options: RoomRoutersOptions) {
    this.#options = options;
  }

  get some(): boolean {
    return this.#routers.size > 0;
  }

  /** Follows what the room needs. Whoever has to move hears of it before this returns. */
  follow(desired: DesiredMedia): void {
    this.#desired = desired;
    if (this.some || this.#opening.size > 0) this.#replan();
  }

  /** Whether this is the router that this person has a place on. */
  isPlace(person: string, router: PlaneRouter): boolean {
    const worker = this.#plan.places.get(person);
    return worker !== undefined && this.#routers.get(worker) === router;
  }

  /** The router for this person, opened once however many ask; waits a while for a worker that is being replaced. */
  async routerFor(person: string): Promise<Outcome<PlaneRouter>> {
    const { plane } = this.#options;
    const until = AbortSignal.timeout(workerPatience);
    for (;;) {
      const worker = this.#placeOf(person);
      if (worker !== undefined) {
        const opened = await this.#open(worker);
        if (opened.ok) return opened;
        if (until.aborted || this.#placeOf(person) === worker) {
          this.tidy();
          return opened;
        }
      } else if (!(await plane.anotherWorker(until))) {
        this.tidy();
        const workers = plane.spaceFor(this).length;
        return refused(workers > 0 ? mediaRefusals.roomFull : mediaRefusals.unavailable);
      }
    }
  }

  /** Closes the routers that nobody here has a place on; answers whether none is left. */
  tidy(): boolean {
    const used = this.#used();
    for (const [worker, router] of this.#routers) if (!used.has(worker)) this.#close(router);
    const none = this.#routers.size === 0 && this.#opening.size === 0;
    if (none) this.#release();
    return none;
  }

  close(): void {
    for (const router of this.#routers.values()) this.#close(router);
    this.#desired = new Map();
    this.#release();
  }

  #used(): ReadonlySet<string | undefined> {
    return new Set(this.#options.present().map((person) => this.#plan.places.get(person)));
  }

  #placeOf(person: string): string | undefined {
    const { plane } = this.#options;
    const worker = this.#plan.places.get(person);
    if (worker !== undefined && plane.spaceFor(this).some(({ id }) => id === worker)) return worker;
    this.#replan();
    return this.#plan.places.get(person);
  }

  #replan(): void {
    const { plane, open, onMoved } = this.#options;
    const settled = new Map([...open()].map(([person, { worker }]) => [person, worker]));
    this.#plan = planRoom(this.#desired, plane.spaceFor(this), settled);
    plane.reserve(this, this.#plan.needs);
    const moved = [...settled].filter(
      ([person, worker]) => this.#plan.places.get(person) !== worker,
    );
    if (moved.length > 0) onMoved(moved.map(([person]) => person));
  }

  #open(worker: string): Promise<Outcome<PlaneRouter>> {
    const router = this.#routers.get(worker);
    if (router !== undefined) return Promise.resolve(granted(router));
    const opening =
      this.#opening.get(worker) ??
      this.#openRouter(worker).finally(() => this.#opening.delete(worker));
    this.#opening.set(worker, opening);
    return opening;
  }

  async #openRouter(worker: string): Promise<Outcome<PlaneRouter>> {
    const opened = await this.#options.plane.openRouter(worker);
    if (!opened.ok) return opened;
    const router = opened.value;
    if (!this.#used().has(worker)) {
      router.close();
      return refused(mediaRefusals.rebuilding);
    }
    this.#routers.set(worker, router);
    router.onLost(() => this.#lost(router));
    router.onSpeaker((loudest) => this.#heard(router, loudest));
    return opened;
  }

  #lost(router: PlaneRouter): void {
    if (this.#routers.get(router.worker) !== router) return;
    this.#forget(router);
    const people = [...this.#plan.places].filter(([, worker]) => worker === router.worker);
    this.#options.onLost(
      people.map(([person]) => person),
      router,
    );
  }

  #heard(router: PlaneRouter, loudest: Loudest | undefined): void {
    if (this.#routers.get(router.worker) !== router) return;
    if (loudest === undefined) this.#loudest.delete(router);
    else this.#loudest.set(router, loudest);
    const [first] = [...this.#loudest.values()].toSorted((a, b) => b.volume - a.volume);
    this.#options.onSpeaker(first?.producer);
  }

  #close(router: PlaneRouter): void {
    this.#forget(router);
    router.close();
  }

  #forget(router: PlaneRouter): void {
    this.#routers.delete(router.worker);
    this.#loudest.delete(router);
  }

  #release(): void {
    this.#plan = noPlan;
    this.#options.plane.reserve(this, new Map());
  }
}
