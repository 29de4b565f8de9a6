import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cachedWorkerPath } from "../../../scripts/mediasoup-worker/cache.ts";
import { downloadPrebuilt } from "../../../scripts/mediasoup-worker/download.ts";
import { provideWorker } from "../../../scripts/mediasoup-worker/provide.ts";

const provide = join(import.meta.dirname, "../../../scripts/mediasoup-worker/provide.ts");

// A real worker without its parent's environment ends with status 41 and so does this one.
const worker = "#!/bin/sh\nexit 41\n";
// The package's install script, told to find a prebuilt worker and to note each attempt.
const lucky = `
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
appendFileSync(process.env.ATTEMPTS, "attempt\\n");
mkdirSync("worker/out/Release", { recursive: true });
writeFileSync("worker/out/Release/mediasoup-worker", ${JSON.stringify(worker)}, { mode: 0o755 });
`;
const unlucky = `
import { appendFileSync } from "node:fs";
appendFileSync(process.env.ATTEMPTS, "attempt\\n");
process.exit(1);
`;

let folder: string;
let packageDir: string;
let cacheDir: string;
let attempts: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yuanping-worker-"));
  packageDir = join(folder, "mediasoup");
  cacheDir = join(folder, "cache");
  attempts = join(folder, "attempts");
  mkdirSync(cacheDir);
  write(join(packageDir, "package.json"), `{"version":"1.2.3"}`);
  for (const name of ["src", "include", "deps", "fbs"]) {
    write(join(packageDir, "worker", name, "a"), name);
  }
  write(attempts, "");
  vi.stubEnv("ATTEMPTS", attempts);
  vi.stubEnv("MEDIASOUP_WORKER_BIN", "");
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o755 });
  return path;
}

function attemptCount(): number {
  return readFileSync(attempts, "utf8").split("\n").length - 1;
}

test("a named worker is used, and one that does not run is refused by its name", async () => {
  const named = write(join(folder, "named"), worker);
  vi.stubEnv("MEDIASOUP_WORKER_BIN", named);
  expect(await provideWorker({ packageDir, cacheDir })).toBe(named);
  write(named, "#!/bin/sh\nexit 0\n");
  await expect(provideWorker({ packageDir, cacheDir })).rejects.toThrow(named);
});

test("a cached worker is used without another attempt to get one", async () => {
  write(join(packageDir, "npm-scripts.mjs"), unlucky);
  const cached = write(await cachedWorkerPath(packageDir, cacheDir), worker);
  expect(await provideWorker({ packageDir, cacheDir })).toBe(cached);
  expect(attemptCount()).toBe(0);
});

test("other sources are another worker", async () => {
  const before = await cachedWorkerPath(packageDir, cacheDir);
  write(join(packageDir, "worker/src/deep/b.cpp"), "");
  expect(await cachedWorkerPath(packageDir, cacheDir)).not.toBe(before);
});

test("two callers at once get one worker by one download, and leave nothing else behind", async () => {
  write(join(packageDir, "npm-scripts.mjs"), lucky);
  const heard: number[] = [];
  const onProgress = (fraction: number) => void heard.push(fraction);
  const paths = await Promise.all([
    provideWorker({ packageDir, cacheDir, onProgress }),
    provideWorker({ packageDir, cacheDir }),
  ]);
  expect(new Set(paths).size).toBe(1);
  expect(attemptCount()).toBe(1);
  expect(heard).toEqual([0, 1]);
  expect(readdirSync(cacheDir).toSorted()).toEqual([basename(paths[0]), "mediasoup-worker.lock"]);
});

test("what a killed attempt left behind is removed, and one that is at work is not", async () => {
  write(join(packageDir, "npm-scripts.mjs"), lucky);
  const old = dirname(write(join(cacheDir, "mediasoup-worker-1.2.3-abc.build-x/out"), ""));
  const fresh = dirname(write(join(cacheDir, "mediasoup-worker-1.2.3-abc.build-y/out"), ""));
  const yesterday = Date.now() / 1000 - 86_400;
  utimesSync(old, yesterday, yesterday);
  await provideWorker({ packageDir, cacheDir });
  expect(readdirSync(cacheDir)).not.toContain(basename(old));
  expect(readdirSync(cacheDir)).toContain(basename(fresh));
});

test("a download that failed is not tried again for a day", async () => {
  write(join(packageDir, "npm-scripts.mjs"), unlucky);
  const target = await cachedWorkerPath(packageDir, cacheDir);
  expect(await downloadPrebuilt(packageDir, target)).toBe(false);
  expect(await downloadPrebuilt(packageDir, target)).toBe(false);
  expect(attemptCount()).toBe(1);
});

test("the command prints nothing on stdout but the path, and fails with a reason", () => {
  const run = (named: string) =>
    spawnSync(process.execPath, [provide], {
      env: { ...process.env, MEDIASOUP_WORKER_BIN: named },
      encoding: "utf8",
    });
  const named = write(join(folder, "named"), worker);
  expect(run(named)).toMatchObject({ status: 0, stdout: `${named}\n` });
  expect(run("/nowhere")).toMatchObject({
    status: 1,
    stdout: "",
    stderr: expect.stringContaining("/nowhere"),
  });
});
