import type { Profile, Ruled } from "./profile.ts";

/** How long a fault may last, in seconds. */
export type FaultClock = Readonly<{
  /** Before the start: afterwards the owner decides whether to wait on. */
  before: Ruled<number>;
  /** During the evaluation: fixed within it, the evaluation goes on; else all is sealed and a new panel is drawn. */
  during: Ruled<number>;
}>;

const article = "地方异地评标操作规程 故障处置";

/** The municipal rule that was read, for versions of profiles that do not say otherwise. */
const usual: FaultClock = {
  before: { value: 2 * 3600, article },
  during: { value: 4 * 3600, article },
};

export function faultClockOf({ faults }: Profile): FaultClock {
  return faults ?? usual;
}
