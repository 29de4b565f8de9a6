import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

/** What a monitor remembers from one look to the next. */
const keptSchema = z.strictObject({
  address: z.string(),
  keys: z.array(z.string()).min(1),
  note: z.string().optional(),
});
export type Kept = z.infer<typeof keptSchema>;

/** What the file holds; undefined when there is none yet. Throws when it holds something else. */
export function readKept(path: string): Kept | undefined {
  return existsSync(path) ? keptSchema.parse(JSON.parse(readFileSync(path, "utf8"))) : undefined;
}

/** Replaces the file in one step, so that a monitor that is killed forgets nothing. */
export function keep(path: string, kept: Kept): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(kept, undefined, 2)}\n`);
  renameSync(`${path}.new`, path);
}

/** Keeps both signed heads beside the state, for whoever shall judge. The file's path. */
export function keepEvidence(path: string, heads: readonly string[], reason: string): string {
  for (let n = 1; ; n += 1) {
    const place = `${path}.alarm-${n}.txt`;
    if (existsSync(place)) continue;
    writeFileSync(place, [`${reason}\n`, ...heads].join("\n"));
    return place;
  }
}
