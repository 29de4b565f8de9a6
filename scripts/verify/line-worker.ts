import { workerData } from "node:worker_threads";
import { linesOf, recordIn } from "@yuanping/shared/evidence/checks/events.ts";
import { endLines, putLine, type LineTable } from "./line-table.ts";

/** Reads the lines of a bundle ahead of the thread that verifies it, with the verifier's own reader. */
export type LineWork = Readonly<{ file: Uint8Array<SharedArrayBuffer>; table: LineTable }>;

const { file, table }: LineWork = workerData;
let place = 0;
try {
  for (const line of linesOf(file)) {
    const isEvent = typeof recordIn(line) !== "string";
    if (!putLine(table, place, isEvent)) break;
    place += 1;
    // What follows is not asked about.
    if (!isEvent) break;
  }
} finally {
  endLines(table, place);
}
