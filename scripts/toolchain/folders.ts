import { homedir } from "node:os";
import { join } from "node:path";

/** The checkout's root. */
export const projectRoot = join(import.meta.dirname, "../..");

/** What this checkout fetched for itself; safe to delete. */
export const runtimeFolder = join(projectRoot, ".runtime");

/** What every checkout of this user may share, above all the compiled media worker. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env["XDG_CACHE_HOME"];
  return join(base !== undefined && base !== "" ? base : join(homedir(), ".cache"), "yuanping");
}
