/** No more pages than this in one report; the rest goes with the next. */
const most = 200;

/** Sums up which pages were shown and not reported yet: each page is reported once. */
export class PagesShown {
  readonly #known = new Set<number>();
  readonly #waiting = new Set<number>();

  show(page: number): void {
    if (this.#known.has(page)) return;
    this.#known.add(page);
    this.#waiting.add(page);
  }

  /** What is to be reported now, the lowest page first; empty when there is nothing new. */
  take(): readonly number[] {
    const pages = [...this.#waiting].toSorted((a, b) => a - b).slice(0, most);
    for (const page of pages) this.#waiting.delete(page);
    return pages;
  }
}
