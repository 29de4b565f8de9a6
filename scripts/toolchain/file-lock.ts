import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

import { findOnPath } from "./command.ts";

/**
 * Runs `work` while no other process of this machine holds the same lock file.
 *
 * The lock belongs to a small child that ends when this process closes its pipe or
 * dies, so a killed holder never leaves a stale lock behind. Where the system has no
 * `flock` command the work runs unguarded: at worst it is then done twice.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  if (findOnPath(["flock"]) === undefined) return work();
  const release = await hold(path);
  try {
    return await work();
  } finally {
    release();
  }
}

function hold(path: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const holder = spawn("flock", [path, "sh", "-c", "echo held; exec cat"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    holder.once("error", reject);
    holder.once("exit", (status) => reject(new Error(`flock ${path} ended with ${status}`)));
    holder.stdout.once("data", () => resolve(() => holder.stdin.end()));
  });
}
