import { DrawParty, dutyOf } from "../../client/src/connection/draw-party.ts";
import { dueFrom, HeadWitness } from "../../client/src/connection/head-witness.ts";
import type { KeyValueStore } from "../../client/src/connection/draft-key.ts";
import type { Seat } from "./seat.ts";

/**
 * Lets a host, supervisor or witness do what the draw asks of a party, now and whenever a substitute is drawn, and what
 * the gates ask of a witness, as the product's own screens do. The secrets are made here and stay here. Answers why it
 * stopped, if it had to, through `failed`.
 */
export function partake(
  seat: Seat,
  failed: (error: unknown) => void,
  store: KeyValueStore = memory(),
): void {
  const party = new DrawParty(store, () => seat.connection.now());
  const witness = new HeadWitness({
    store,
    routes: seat.account.http,
    now: () => seat.connection.now(),
  });
  let underWay = false;
  /** Whether something came while work was under way. */
  let missed = false;
  /** Whether there was anything to do. */
  const takePart = async (): Promise<boolean> => {
    const before = seat.connection.getSnapshot();
    const command = await party.command(before);
    if (command === undefined || before.view === undefined) return false;
    const duty = dutyOf(before.view);
    const round = before.view.ceremony?.round;
    await seat.do(command);
    await seat.until(({ view }) => dutyOf(view) !== duty || view.ceremony?.round !== round);
    return true;
  };
  const cosign = async (): Promise<boolean> => {
    const { command, alarm } = await witness.look(seat.view);
    if (alarm !== undefined) failed(new Error(`${seat.account.login} saw: ${alarm.reason}`));
    if (command === undefined) return false;
    const due = dueFrom(seat.view);
    const isDone = (): Promise<void> => seat.until(({ view }) => dueFrom(view) !== due);
    await seat.do(command).catch(async (refused: unknown) => {
      // The evaluation may end while the cosignature is on its way; the view that says so may come after the refusal.
      await isDone().catch(() => {
        throw refused;
      });
    });
    await isDone();
    return true;
  };
  const follow = (): void => {
    const { status, view, head } = seat.connection.getSnapshot();
    missed = underWay;
    if (underWay || status !== "joined" || view === undefined) return;
    const due = dueFrom(view);
    const work =
      dutyOf(view) !== undefined
        ? takePart
        : due !== undefined && head !== undefined && head.size >= due
          ? cosign
          : undefined;
    if (work === undefined) return;
    underWay = true;
    work()
      .then((acted) => {
        underWay = false;
        // What came while it was under way was not looked at, and in a quiet room nothing else may come.
        if (acted || missed) follow();
      })
      .catch((error: unknown) => {
        // What a cut line or a dying server refused is owed still: the next change begins it again.
        underWay = false;
        failed(error);
      });
  };
  seat.connection.subscribe(follow);
  follow();
}

/** Secrets that live as long as the process. */
export function memory(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
