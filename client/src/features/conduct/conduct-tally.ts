import type { ConductAct, ConductKind } from "@yuanping/shared/contracts/commands/conduct.ts";

/** As often as one report may say of one kind; more is as telling. */
const most = 999;

/**
 * Sums up what a page notices until it is reported. Only kinds and numbers: nothing of what was copied or which window
 * came in front is looked at.
 */
export class ConductTally {
  readonly #counts = new Map<ConductKind, number>();
  #away = false;

  note(kind: "copied" | "pasted" | "printed"): void {
    this.#add(kind);
  }

  /** The page is in front, or another window is. Said twice, it counts once. */
  front(inFront: boolean): void {
    if (this.#away !== inFront) return;
    this.#away = !inFront;
    // Whoever has left since a coming back is not back.
    if (!inFront) this.#counts.delete("window-back");
    this.#add(inFront ? "window-back" : "window-left");
  }

  /** What is to be reported; empties the tally. */
  take(): ConductAct[] {
    const acts = [...this.#counts].map(([kind, times]) => ({ kind, times }));
    this.#counts.clear();
    return acts;
  }

  /** What could not be reported is reported with the next. */
  giveBack(acts: readonly ConductAct[]): void {
    const newer = this.take();
    for (const { kind, times } of [...acts, ...newer]) {
      if (kind === "window-left") this.#counts.delete("window-back");
      this.#add(kind, kind === "window-back" ? 0 : times);
    }
  }

  #add(kind: ConductKind, times = 1): void {
    const sum = (this.#counts.get(kind) ?? 0) + times;
    this.#counts.set(kind, kind === "window-back" ? 1 : Math.min(most, sum));
  }
}
