import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { recordingTolerance, type RecordingIndex } from "@yuanping/shared/evidence/index.ts";
import { segmentFile } from "@yuanping/shared/contracts/recording.ts";
import { Unreadable } from "./read-bounded.ts";

/** What was found of a folder of recordings; files by their names, gaps as `person/source from–to`. */
export type RecordingsFound = Readonly<{
  ok: boolean;
  segments: number;
  gaps: number;
  missing: readonly string[];
  altered: readonly string[];
  /** Recordings that no event names. */
  surplus: readonly string[];
  /** Gaps that a segment of the same track covers after all. */
  contradicted: readonly string[];
}>;

/** Compares a folder of recordings with what a bundle's events say of them. Throws {@link Unreadable}. */
export async function checkRecordings(
  { segments, gaps }: RecordingIndex,
  folder: string,
): Promise<RecordingsFound> {
  if (!existsSync(folder)) throw new Unreadable(`${folder}: there is no such folder`);
  const missing: string[] = [];
  const altered: string[] = [];
  const named = new Set<string>();
  for (const segment of segments) {
    const name = segmentFile(segment);
    named.add(name);
    const path = join(folder, name);
    if (!existsSync(path)) missing.push(name);
    else if ((await hashOf(path)) !== segment.sha256) altered.push(name);
  }
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(webm|mkv)$/.test(entry.name))
    .map(({ name }) => name);
  const surplus = files.filter((name) => !named.has(name)).toSorted();
  const contradicted = gaps
    .filter((gap) =>
      segments.some(
        (segment) =>
          segment.person === gap.person &&
          segment.source === gap.source &&
          Math.min(segment.to, gap.to) - Math.max(segment.from, gap.from) > recordingTolerance,
      ),
    )
    .map(({ person, source, from, to }) => `${person}/${source} ${from}–${to}`);
  const faults = [missing, altered, surplus, contradicted];
  const ok = faults.every((list) => list.length === 0);
  const counts = { segments: segments.length, gaps: gaps.length };
  return { ok, ...counts, missing, altered, surplus, contradicted };
}

/** One line for people; the names of what is wrong, each on a line of its own. */
export function recordingsText(found: RecordingsFound, isChinese: boolean): string {
  const { ok, segments, gaps } = found;
  const words = isChinese
    ? { missing: "缺少", altered: "被改动", surplus: "多余", contradicted: "缺口与录像矛盾" }
    : {
        missing: "missing",
        altered: "altered",
        surplus: "surplus",
        contradicted: "a gap that is recorded",
      };
  const head = isChinese
    ? `录像:${ok ? "通过" : "不符"},${segments} 段,缺口 ${gaps} 处`
    : `Recordings: ${ok ? "ok" : "FAILED"}, ${segments} segments, ${gaps} gaps`;
  const kinds = ["missing", "altered", "surplus", "contradicted"] as const;
  return [head, ...kinds.flatMap((kind) => found[kind].map((name) => `  ${words[kind]} ${name}`))]
    .map((line) => `${line}\n`)
    .join("");
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}
