import { findMediaWorker } from "../mediasoup-worker/named.ts";
import { findChromium } from "../toolchain/chromium.ts";
import { findFfmpeg } from "../toolchain/ffmpeg.ts";
import { findRedis } from "../toolchain/redis.ts";
import type { Count } from "./summary.ts";

/** Something that tests drive, and the environment variable that tells them where it is. */
export interface Tool {
  readonly name: string;
  readonly variable: string;
  /** Finds or fetches it; throws with what to do when there is none. */
  readonly find: () => Promise<string>;
}

export const worker: Tool = {
  name: "media worker",
  variable: "MEDIASOUP_WORKER_BIN",
  find: findMediaWorker,
};

export const chromium: Tool = {
  name: "Chromium",
  variable: "CHROMIUM_PATH",
  find: async () => (await findChromium()).path,
};

export const ffmpeg: Tool = { name: "FFmpeg", variable: "FFMPEG_BIN", find: findFfmpeg };

export const redis: Tool = { name: "Redis", variable: "REDIS_SERVER_BIN", find: findRedis };

/** What one search ended with: the variable to set, or a failure to count. */
export interface ToolResult {
  readonly env: Readonly<Record<string, string>>;
  readonly count: Count;
}

/**
 * Begins to look for the tools at once, all together. The promise always resolves, so that
 * it may be awaited later, when something else has been done in the meantime.
 */
export async function gather(tools: readonly Tool[]): Promise<readonly ToolResult[]> {
  return Promise.all(tools.map(search));
}

async function search({ name, variable, find }: Tool): Promise<ToolResult> {
  try {
    const env = { [variable]: await find() };
    return { env, count: { passed: 0, failed: 0, remarks: [] } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { env: {}, count: { passed: 0, failed: 1, remarks: [`no ${name}: ${reason}`] } };
  }
}
