import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { MediaPlane } from "./plane.ts";

const progressSchema = z.object({ fraction: z.number().min(0).max(1), text: z.string() });

/** How a worker is come by: a program that prints progress as JSON lines on stderr and, at the end, a path on stdout. */
export type WorkerProvider = Readonly<{ program: string; args: readonly string[] }>;

/**
 * Starts media once there is a worker: at once when one is named, else when the provider has found or built one. Until
 * then everything but media works, and rooms are told how far it has come.
 */
export async function provideMedia(
  plane: MediaPlane,
  named: string | undefined,
  provider: WorkerProvider,
  signal: AbortSignal,
): Promise<void> {
  try {
    await plane.start(named ?? (await provide(plane, provider, signal)));
  } catch (error) {
    if (signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    plane.giveUp({ zh: `音视频不可用:${reason}`, en: `Media is unavailable: ${reason}` });
  }
}

function provide(
  plane: MediaPlane,
  provider: WorkerProvider,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(provider.program, provider.args, {
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let path = "";
    let lastLine = "";
    createInterface({ input: child.stdout }).on("line", (line) => {
      path = line.trim();
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      lastLine = line;
      const progress = progressOf(line);
      if (progress === undefined) return;
      const { fraction, text } = progress;
      plane.prepare({
        fraction,
        zh: `正在准备音视频:${text}`,
        en: `Media is being prepared: ${text}`,
      });
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0 && path !== "") resolve(path);
      else reject(new Error(lastLine === "" ? `the provider ended with ${code}` : lastLine));
    });
  });
}

function progressOf(line: string): z.infer<typeof progressSchema> | undefined {
  try {
    const parsed = progressSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Compilers and package managers print other lines too.
    return undefined;
  }
}
