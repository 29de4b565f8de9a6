import type { PoolEntry } from "../../draw/index.ts";
import { representativeSeat, sitting, type PanelState } from "../panel/state.ts";

/**
 * The pool that a draw is sealed over. Where a panel sits already and only its vacant seats are drawn, nobody who was
 * ever on it can be drawn, and those who stay are in it as they were sealed before, so that the rules can be counted
 * with them.
 */
export function poolFor(panel: PanelState, given: readonly PoolEntry[]): readonly PoolEntry[] {
  if (panel.members.length === 0) return given;
  const known = new Set(panel.members.map(({ person }) => person));
  const sealed = new Map(
    [...panel.ceremony.past.flatMap(({ pool }) => pool), ...panel.pool].map((entry) => [
      entry.ref,
      entry,
    ]),
  );
  const kept = keptSeats(panel).flatMap(({ ref }) => sealed.get(ref) ?? []);
  return [...given.filter(({ ref }) => !known.has(ref)), ...kept]
    .map((entry) => ({ ...entry, weight: 1 }))
    .toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
}

/** The drawn members who sit, with their seats. */
export function keptSeats(panel: PanelState): readonly Readonly<{ seat: string; ref: string }>[] {
  return sitting(panel)
    .filter(({ seat }) => seat !== representativeSeat)
    .map(({ seat, person }) => ({ seat, ref: person }));
}
