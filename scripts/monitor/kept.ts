import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { replaceFile } from "./durable-file.ts";

/** What a monitor, or a witness, remembers from one look to the next. */
const keptSchema = z.strictObject({
  address: z.string(),
  keys: z.array(z.string()).min(1),
  note: z.string().optional(),
  /** Events in the last head that a witness has cosigned and handed in. */
  cosigned: z.int().optional(),
  /** Where both heads of a contradiction are; a witness that has seen one cosigns nothing more. */
  alarm: z.string().optional(),
});
export type Kept = z.infer<typeof keptSchema>;

/** What the file holds; undefined when there is none yet. Throws when it holds something else. */
export function readKept(path: string): Kept | undefined {
  return existsSync(path) ? keptSchema.parse(JSON.parse(readFileSync(path, "utf8"))) : undefined;
}

/** Replaces the file in one step, so that whoever is killed forgets nothing. */
export function keep(path: string, kept: Kept): void {
  replaceFile(path, `${JSON.stringify(kept, undefined, 2)}\n`);
}

/** Keeps both signed heads beside the state, for whoever shall judge. The file's path. */
export function keepEvidence(path: string, heads: readonly string[], reason: string): string {
  for (let n = 1; ; n += 1) {
    const place = `${path}.alarm-${n}.txt`;
    if (existsSync(place)) continue;
    replaceFile(place, [`${reason}\n`, ...heads].join("\n"));
    return place;
  }
}
