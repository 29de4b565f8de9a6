import { run } from "../toolchain/command.ts";

/**
 * Whether this file is a media worker that can run here. Started without the
 * environment that its parent would give, the worker stops at once with status 41;
 * anything else means a missing library, a foreign processor or no worker at all.
 */
export async function isRunnable(path: string): Promise<boolean> {
  try {
    const { status } = await run(path, [], { env: {}, timeout: 10_000 });
    return status === 41;
  } catch {
    return false;
  }
}
