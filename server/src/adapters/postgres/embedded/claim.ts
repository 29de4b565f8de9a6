import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { EmbeddedError } from "./embedded-error.ts";

/** The process that owns the data folder. `started` tells it from a later process that got the same number. */
const ownerSchema = z.object({ pid: z.int().positive(), started: z.string() });
type Owner = z.infer<typeof ownerSchema>;

/**
 * Claims a data folder for this process by a file in it; the answer gives it back. A claim whose process is gone is
 * taken over. Throws {@link EmbeddedError} `in-use`.
 */
export async function claim(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, "owner.json");
  const owner = await readOwner(file);
  if (await isRunning(owner)) {
    throw inUse(dataDir, owner?.pid);
  }
  await setAside(file, dataDir);
  await writeClaim(file, dataDir);
  return () => rm(file, { force: true });
}

/**
 * Removes a dead claim. It is moved away first and looked at again, because between the first look and the move another
 * process may have done the same and put its own claim there, which must then go back.
 */
async function setAside(file: string, dataDir: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (!moved) {
    return;
  }
  const owner = await readOwner(aside);
  const alive = await isRunning(owner);
  if (alive) {
    await link(aside, file).catch(() => {});
  }
  await rm(aside, { force: true });
  if (alive) {
    throw inUse(dataDir, owner?.pid);
  }
}

async function isRunning(owner: Owner | undefined): Promise<boolean> {
  return owner !== undefined && (await startOf(owner.pid)) === owner.started;
}

/** The refusal, wherever it is noticed. */
export function inUse(dataDir: string, pid: number | undefined): EmbeddedError {
  const who = pid === undefined ? "another process" : `process ${pid}`;
  return new EmbeddedError(
    "in-use",
    `The data folder ${dataDir} is in use by ${who}. Stop it first, or choose another DATA_DIR.`,
  );
}

async function writeClaim(file: string, dataDir: string): Promise<void> {
  const owner: Owner = { pid: process.pid, started: (await startOf(process.pid)) ?? "" };
  // Whole before it has its name: another process that finds an empty claim takes it for one of a process that died.
  const prepared = `${file}.${process.pid}.new`;
  await writeFile(prepared, JSON.stringify(owner), { mode: 0o600 });
  try {
    await link(prepared, file);
  } catch (error) {
    throw Object.assign(inUse(dataDir, (await readOwner(file))?.pid), { cause: error });
  } finally {
    await rm(prepared, { force: true });
  }
}

async function readOwner(file: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    // No claim, or one cut off while it was written: its process never got further.
    return undefined;
  }
}

/** When a process started, as the kernel says it; "" where it does not say; undefined when there is no such process. */
async function startOf(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) {
    return undefined;
  }
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""),
    readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => ""),
  ]);
  // The name before ")" may hold spaces; the start time is field 22, the 20th after it (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return `${fields[19] ?? ""}@${boot.trim()}`;
}

/** Whether a process with this number exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
