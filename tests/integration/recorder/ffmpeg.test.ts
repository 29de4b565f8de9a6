import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findFfmpeg } from "../../../scripts/toolchain/ffmpeg.ts";
import { descendantsOf, stillRunning } from "../../../scripts/faults/processes.ts";
import { FfmpegRecorder } from "../../../server/src/adapters/recorder/ffmpeg.ts";
import type { ClosedFile } from "../../../server/src/recording/recorder.ts";
import { sendSound, soundStream } from "./sound-stream.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "yuanping-recorder-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function started() {
  const said: string[] = [];
  const files: ClosedFile[] = [];
  const recorder = new FfmpegRecorder(await findFfmpeg(), (line) => said.push(line));
  const capture = await recorder.start({
    stream: soundStream,
    path: join(folder, "take"),
    format: "webm",
    segmentSeconds: 30,
    onFile: (file) => files.push(file),
    onEnd: () => files.push(over),
  });
  return { recorder, capture, files, said };
}
const over: ClosedFile = { path: "over", start: 0, end: 0 };

test("a recorder whose track has fallen silent closes its file in order, told once, with every packet in it", async () => {
  const { recorder, capture, files, said } = await started();
  const sent = 60;
  await sendSound(capture.port, sent);
  // No packet comes any more that would wake it.
  await capture.stop();
  const path = join(folder, "take-00000.webm");
  expect(files.map((file) => file.path)).toEqual([path, "over"]);
  expect((await recorder.look(path)).packets).toBe(sent);
  expect(said).toEqual([]);
});

test("a recorder that never got a packet ends as soon as it is told to", async () => {
  const { capture, files } = await started();
  await capture.stop();
  expect(files.at(-1)).toBe(over);
});

test("a recorder that waits for packets does not outlive its server", async () => {
  const script = new URL("lone-recorder.ts", import.meta.url).pathname;
  const args = [script, await findFfmpeg(), join(folder, "take")];
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(createInterface({ input: server.stdout }), "line");
  const recorders = descendantsOf(server.pid ?? 0);
  expect(recorders.map(({ name }) => name)).toEqual(["ffmpeg"]);
  server.kill("SIGKILL");
  await expect.poll(() => stillRunning(recorders), { timeout: 10_000 }).toEqual([]);
});
