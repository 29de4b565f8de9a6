import { execFile } from "node:child_process";
import type { WorkerProvider } from "../media/worker-provider.ts";

/** The recorder's path: the one that is named, or what the provider prints. Rejects with the reason when there is none. */
export async function findRecorder(
  named: string | undefined,
  { program, args }: WorkerProvider,
  signal: AbortSignal,
): Promise<string> {
  if (named !== undefined) return named;
  return new Promise((resolve, reject) => {
    execFile(program, [...args], { signal }, (error, stdout, stderr) => {
      const path = stdout.trim().split("\n").at(-1) ?? "";
      if (error === null && path !== "") resolve(path);
      else reject(new Error(stderr.trim() === "" ? "there is no recorder" : stderr.trim()));
    });
  });
}
