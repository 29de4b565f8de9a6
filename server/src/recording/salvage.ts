import { rm, stat } from "node:fs/promises";
import type { Segment } from "@yuanping/shared/contracts/recording.ts";
import type { Recorder } from "./recorder.ts";
import type { SegmentFolder, TakeNote } from "./segment-folder.ts";

/**
 * Closes what a recorder left open when it was killed. Answers the segments, and until when the take is recorded;
 * undefined when nothing of it ever arrived. Without a recorder to look into a file its time of change says how long
 * it is.
 */
export async function salvage(
  folder: SegmentFolder,
  take: string,
  note: TakeNote,
  recorder: Recorder | undefined,
): Promise<Readonly<{ segments: readonly Segment[]; until: number | undefined }>> {
  const { person, source, format } = note;
  const segments: Segment[] = [];
  let next = note.next;
  for (const path of await folder.filesOf(take)) {
    const changed = Math.floor((await stat(path)).mtimeMs);
    const from = next ?? changed;
    const { packets, length } =
      recorder === undefined ? { packets: 1, length: changed - from } : await recorder.look(path);
    if (next === null || packets === 0 || length < 0) {
      await rm(path, { force: true });
      continue;
    }
    const to = Math.max(from, Math.min(from + length, changed));
    const segment = await folder.close(path, { person, source, format, from, to });
    if (segment === undefined) continue;
    segments.push(segment);
    next = to;
    await folder.noteTake(take, { ...note, next });
  }
  await folder.forgetTake(take);
  return { segments, until: next ?? undefined };
}
