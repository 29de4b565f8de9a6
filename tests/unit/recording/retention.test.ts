import { mkdtemp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { memoryPhotoStore } from "../../../server/src/adapters/memory/index.ts";
import {
  deleteRecordings,
  keptOf,
  keptRecordings,
  keptUntil,
} from "../../../server/src/recording/retention.ts";
import { host, trialAt } from "../../support/evaluation-stages.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "yuanping-retention-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

function archived() {
  const trial = trialAt("scoring");
  trial.do(host, { type: "terminate", code: "206", reason: "演练结束" });
  trial.do(host, { type: "archive" });
  return trial.state;
}

test("recordings are kept for the years of the profile from the archive on, and for ever before it", () => {
  const state = archived();
  const end = new Date(keptUntil(state) ?? 0);
  const begin = new Date(state.lastAt);
  expect(end.getUTCFullYear() - begin.getUTCFullYear()).toBe(15);
  expect(end.toISOString().slice(4)).toBe(begin.toISOString().slice(4));
  expect(keptUntil(trialAt("scoring").state)).toBeUndefined();
  expect(keptUntil(trialAt("signing").state)).toBeUndefined();
});

test("what lies on the disk is told with its size, and what nobody knows is never over", async () => {
  await mkdir(join(root, "lot-old", "open"), { recursive: true });
  await mkdir(join(root, "lot-unknown"));
  await writeFile(join(root, "lot-old", "a.webm"), "12345");
  const state = archived();
  const kept = await keptRecordings(root, async (id) => (id === "lot-old" ? state : undefined));
  expect(kept).toEqual([
    { evaluation: "lot-old", files: 1, bytes: 5, until: keptUntil(state) },
    { evaluation: "lot-unknown", files: 0, bytes: 0, until: undefined },
  ]);
  await deleteRecordings(root, "lot-old");
  expect(await readdir(root)).toEqual(["lot-unknown"]);
});

test("photographs of a check-in are told with them, also where nothing was recorded, and kept as long", async () => {
  await mkdir(join(root, "lot-recorded"));
  const state = archived();
  const store = memoryPhotoStore(() => 0);
  const put = (evaluation: string, sha256: string) =>
    store.put({ evaluation, member: "p", sha256 }, new Uint8Array([1, 2, 3]));
  await put("lot-recorded", "one");
  await put("lot-alone", "one");
  await put("lot-alone", "two");
  const kept = await keptOf(root, store, async () => state);
  const until = keptUntil(state);
  expect(kept).toEqual([
    { evaluation: "lot-alone", files: 0, bytes: 0, photos: 2, until },
    { evaluation: "lot-recorded", files: 0, bytes: 0, photos: 1, until },
  ]);
});

test("where nothing was recorded there is nothing to tell", async () => {
  expect(await keptRecordings(join(root, "none"), async () => undefined)).toEqual([]);
});
