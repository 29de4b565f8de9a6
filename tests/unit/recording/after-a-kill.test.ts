import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Segment } from "@yuanping/shared/contracts/recording.ts";
import { Recordings, type RecordingCommand } from "../../../server/src/recording/recordings.ts";
import type { Recorder } from "../../../server/src/recording/recorder.ts";
import { SegmentFolder } from "../../../server/src/recording/segment-folder.ts";

const evaluation = "ev-abcdefghij";
const person = "0123456789abcdef0123456789abcdef";
const track = { person, source: "camera", format: "webm" } as const;
let root: string;
let folder: SegmentFolder;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "yuanping-recordings-"));
  folder = new SegmentFolder(root, evaluation);
  await folder.make();
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A server that starts on the folder; answers what it put on record. */
async function recovered(): Promise<readonly Segment[]> {
  const sent: Segment[] = [];
  const recorder: Recorder = {
    look: async () => ({ packets: 9, length: 800 }),
    start: () => Promise.reject(new Error("nothing is recorded here")),
  };
  const recordings = new Recordings({
    root,
    segmentSeconds: 2,
    clock: { now: () => Date.now() },
    random: { id: randomUUID, entropy: () => randomBytes(32).toString("hex") },
    send: async (_evaluation: string, _id: string, command: RecordingCommand) => {
      if (command.type === "keepSegments") sent.push(...command.segments);
      return true;
    },
    onFault: (fault: unknown) => {
      throw fault;
    },
  });
  recordings.use(recorder);
  await recordings.recover(evaluation, {});
  return sent;
}

async function closedFile(text: string): Promise<Segment> {
  const path = join(root, text);
  await writeFile(path, text);
  const segment = await folder.close(path, { ...track, from: 1_000, to: 2_000 });
  if (segment === undefined) throw new Error("an empty file");
  return segment;
}

test("a file that the server left open when it was killed comes on record once", async () => {
  const take = `${person}-camera-1000`;
  await folder.noteTake(take, { ...track, next: 1_000 });
  await writeFile(`${folder.takePath(take)}-00000.webm`, "pictures");
  expect(await recovered()).toHaveLength(1);
  expect(await recovered()).toEqual([]);
});

test("a batch comes on record once although its files still stand among those in no batch", async () => {
  const segment = await closedFile("pictures");
  const sidecar = join(folder.path, "closed", `${segment.sha256}.json`);
  await folder.saveBatch({ id: "segments-1", segments: [segment] });
  await writeFile(sidecar, JSON.stringify(segment));
  expect(await recovered()).toEqual([segment]);
  expect(existsSync(sidecar)).toBe(false);
});

test("closed files that were in no batch come on record", async () => {
  const segments = [await closedFile("one"), await closedFile("two")];
  expect(new Set(await recovered())).toEqual(new Set(segments));
});
