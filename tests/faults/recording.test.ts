import { expect, test } from "vitest";
import { runRecording } from "../../scripts/faults/recording.ts";

test("a recording outlives its worker, its recorder and its server: every file can be played and has the hash on record, and every gap its reason", async () => {
  const report = await runRecording({ seconds: 12, segmentSeconds: 2, say: () => {} });
  console.info(JSON.stringify(report));
  expect(report.broken).toEqual([]);
  expect(report.segments).toBeGreaterThan(9);
}, 300_000);
