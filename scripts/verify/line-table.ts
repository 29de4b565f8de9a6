/** What one thread says of the lines to another, in memory that both see: no line is sent to and fro. */
export type LineTable = Readonly<{
  /** At 0 how many lines have been read, at 1 whether no more will be. */
  progress: Int32Array<SharedArrayBuffer>;
  /** For each line, 1 where it is an event. */
  verdicts: Uint8Array<SharedArrayBuffer>;
}>;

/** A table for so many lines, of which none has been read. */
export function lineTable(lines: number): LineTable {
  return {
    progress: new Int32Array(new SharedArrayBuffer(8)),
    verdicts: new Uint8Array(new SharedArrayBuffer(lines)),
  };
}

/** Whoever waits is woken after so many lines. */
const stride = 256;

/** Writes down what was read of the next line; false when the table is full. */
export function putLine(table: LineTable, place: number, isEvent: boolean): boolean {
  if (place >= table.verdicts.length) return false;
  table.verdicts[place] = isEvent ? 1 : 0;
  if ((place + 1) % stride === 0) tell(table, place + 1);
  return true;
}

/** No more lines will be read than these. */
export function endLines(table: LineTable, lines: number): void {
  Atomics.store(table.progress, 1, 1);
  tell(table, lines);
}

function tell({ progress }: LineTable, lines: number): void {
  Atomics.store(progress, 0, lines);
  Atomics.notify(progress, 0);
}

/** Longer than any stretch of lines takes; a thread that died must not be waited for for ever. */
const patienceMs = 5_000;

/** Whether a line was found to be an event, waiting for that if need be; false where nobody read it. */
export function isEventAt(table: LineTable, place: number): boolean {
  const { progress, verdicts } = table;
  if (place >= verdicts.length) return false;
  for (;;) {
    const known = Atomics.load(progress, 0);
    if (place < known) break;
    if (Atomics.load(progress, 1) === 1) {
      // The last lines may have been told between the two looks.
      if (place < Atomics.load(progress, 0)) break;
      return false;
    }
    const waited = Atomics.wait(progress, 0, known, patienceMs);
    // Whoever was waited for in vain is not waited for again; what it still tells is taken.
    if (waited === "timed-out") Atomics.store(progress, 1, 1);
  }
  return verdicts[place] === 1;
}
