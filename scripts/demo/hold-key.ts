import type { KeyValueStore } from "../../client/src/connection/draft-key.ts";
import { holderDutyOf, SealingParty } from "../../client/src/connection/sealing-party.ts";
import { memory } from "./partake.ts";
import type { Seat } from "./seat.ts";

/**
 * Lets a host, supervisor or witness do what the common key asks of a holder: name a key, make the common one, and
 * release a share when all sheets are in, again if the server was started anew meanwhile. Two releases are enough, so a
 * third that comes too late is none the worse.
 */
export function holdKey(
  seat: Seat,
  failed: (error: unknown) => void,
  store: KeyValueStore = memory(),
): void {
  const holder = new SealingParty(store);
  let underWay = false;
  const follow = (): void => {
    const { status, view } = seat.connection.getSnapshot();
    const isDue = view !== undefined && holderDutyOf(view) !== undefined;
    if (underWay || status !== "joined" || view === undefined || !isDue) return;
    underWay = true;
    holder
      .step(view)
      .then(async (step) => {
        if (step === undefined) return;
        const { command, share } = step;
        await (share === undefined ? seat.do(command) : seat.hand(command, share));
      })
      .catch((error: unknown) => {
        if (!isTooLate(error)) failed(error);
      })
      .finally(() => {
        underWay = false;
        queueMicrotask(follow);
      });
  };
  seat.connection.subscribe(follow);
  follow();
}

/** What this seat was about to do has been done, by itself before a view told so, or by the other two. */
function isTooLate(error: unknown): boolean {
  const text = error instanceof Error ? error.message : "";
  return /-already|room\.out-of-turn|scoring\.not-all-submitted|connection\.closed/u.test(text);
}
