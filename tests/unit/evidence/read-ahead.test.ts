import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linesOf, recordIn } from "@yuanping/shared/evidence/checks/events.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { readEntries } from "@yuanping/shared/evidence/stored-zip-reader.ts";
import { endLines, isEventAt, lineTable, putLine } from "../../../scripts/verify/line-table.ts";
import { verifyFile } from "../../../scripts/verify/verify-file.ts";
import { genuine, played } from "../../support/evidence/genuine.ts";
import { eventsTampers } from "../../support/evidence/outsider-tampers.ts";

const folder = mkdtempSync(join(tmpdir(), "yuanping-ahead-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What another thread would have read of a bundle's first lines. */
function readAhead(bytes: Uint8Array, limit: number) {
  const file = readEntries(bytes).entries.find(({ name }) => name === "events.ndjson")?.bytes;
  const table = lineTable(limit);
  let place = 0;
  for (const line of linesOf(file ?? new Uint8Array())) {
    if (typeof recordIn(line) === "string" || !putLine(table, place, true)) break;
    place += 1;
  }
  endLines(table, place);
  return { isVouched: (at: number) => isEventAt(table, at) };
}

describe("a bundle whose lines another thread has read ahead", () => {
  it.each([played.lines.length, 7, 0])(
    "is verified as without it, after %i lines",
    async (limit) => {
      expect(await verifyBundle(genuine, readAhead(genuine, limit))).toEqual(
        await verifyBundle(genuine),
      );
    },
  );

  it.each(eventsTampers)("is found altered in the same words: %s", async (_what, make) => {
    const bytes = await make();
    const found = await verifyBundle(bytes, readAhead(bytes, played.lines.length + 9));
    expect(found.ok).toBe(false);
    expect(found).toEqual(await verifyBundle(bytes));
  });

  it("is read by a real thread in the same way, whole and with an event that is none", async () => {
    const line = genuine.indexOf(0x0a, genuine.length >> 2);
    for (const [name, bytes] of [
      ["good.zip", genuine],
      ["bad.zip", genuine.with(line - 3, 0x20)],
    ] as const) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      expect(await verifyFile(path, {}, 0)).toEqual(await verifyBundle(bytes));
    }
  }, 60_000);
});
