import type { EvaluationEvent } from "@yuanping/shared/contracts/events/index.ts";
import { recordSchema } from "@yuanping/shared/contracts/record.ts";
import { readStoredZip } from "@yuanping/shared/evidence/stored-zip-reader.ts";
import type { ZipEntry } from "@yuanping/shared/evidence/stored-zip.ts";
import { fromUtf8 } from "@yuanping/shared/tlog/index.ts";

export function entriesOf(bundle: Uint8Array): readonly ZipEntry[] {
  return readStoredZip(bundle).entries;
}

/** The events of a bundle, in their order. */
export function eventsIn(entries: readonly ZipEntry[]): readonly EvaluationEvent[] {
  const file = entries.find(({ name }) => name === "events.ndjson");
  if (file === undefined) throw new Error("the bundle has no events");
  return fromUtf8(file.bytes)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => recordSchema.parse(JSON.parse(line)).event);
}
