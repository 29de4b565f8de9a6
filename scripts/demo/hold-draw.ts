import { partake } from "./partake.ts";
import type { Seat } from "./seat.ts";

/** 抽取: the three parties take their part from now on, the agency seals the pool, and the panel is drawn. */
export async function holdDraw(
  agency: Seat,
  parties: readonly Seat[],
  failed: (error: unknown) => void,
): Promise<void> {
  for (const seat of parties) partake(seat, failed);
  await agency.until(({ view }) => view.ceremony?.phase === "sealing");
  await agency.do({ type: "sealDraw" });
  for (const seat of parties) await seat.until(({ view }) => view.draw !== undefined);
}
