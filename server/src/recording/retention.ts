import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import type { PhotoStore } from "../photos/photo-store.ts";

/** The recordings of one evaluation on this node's disk. */
export type KeptRecordings = Readonly<{
  evaluation: string;
  files: number;
  bytes: number;
  /** Until when the rules want them kept; undefined while the evaluation is not archived, or when nobody knows it. */
  until: number | undefined;
}>;

/**
 * Until when an evaluation's recordings are kept: so many years as its profile says from the archive on, to the same day
 * and hour. Undefined before the archive, when nothing may be thrown away.
 */
export function keptUntil({ stage, lastAt, profile }: Evaluation): number | undefined {
  if (stage !== "archived") return undefined;
  // Nothing comes after the archive, so that the last moment is its own.
  const end = new Date(lastAt);
  end.setUTCFullYear(end.getUTCFullYear() + profile.retentionYears.value);
  return end.getTime();
}

/** What lies in the folder of recordings, and until when. `stateOf`: an evaluation from the record. */
export async function keptRecordings(
  root: string,
  stateOf: (evaluation: string) => Promise<Evaluation | undefined>,
): Promise<readonly KeptRecordings[]> {
  const kept: KeptRecordings[] = [];
  for (const entry of await foldersIn(root)) {
    const names = await readdir(join(root, entry), { withFileTypes: true });
    const files = names.filter((each) => each.isFile());
    const sizes = await Promise.all(
      files.map(async ({ name }) => (await stat(join(root, entry, name))).size),
    );
    const state = await stateOf(entry);
    kept.push({
      evaluation: entry,
      files: files.length,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      until: state === undefined ? undefined : keptUntil(state),
    });
  }
  return kept;
}

/** The same with the photographs that were taken at its check-in, wherever they are kept. */
export type Kept = KeptRecordings & Readonly<{ photos: number }>;

/** What is kept of each evaluation, on this disk and beside the record. */
export async function keptOf(
  root: string,
  store: PhotoStore,
  stateOf: (evaluation: string) => Promise<Evaluation | undefined>,
): Promise<readonly Kept[]> {
  const recorded = await keptRecordings(root, stateOf);
  const photographed = await store.all();
  const kept: Kept[] = recorded.map((one) => ({
    ...one,
    photos: photographed.find(({ evaluation }) => evaluation === one.evaluation)?.photos ?? 0,
  }));
  for (const { evaluation, photos } of photographed) {
    if (recorded.some((one) => one.evaluation === evaluation)) continue;
    const state = await stateOf(evaluation);
    const until = state === undefined ? undefined : keptUntil(state);
    kept.push({ evaluation, files: 0, bytes: 0, photos, until });
  }
  return kept.toSorted((a, b) => (a.evaluation < b.evaluation ? -1 : 1));
}

/** Takes away an evaluation's recordings for good. */
export async function deleteRecordings(root: string, evaluation: string): Promise<void> {
  await rm(join(root, evaluation), { recursive: true, force: true });
}

async function foldersIn(root: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).toSorted();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
