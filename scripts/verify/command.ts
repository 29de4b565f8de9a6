import { parseArgs, type ParseArgsConfig } from "node:util";
import { messageOf, Unreadable } from "./read-bounded.ts";

/** `parseArgs`, for which a wrong option is something that cannot be read. Throws {@link Unreadable}. */
export function readArguments<T extends ParseArgsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Unreadable(messageOf(error));
  }
}

/** Runs a command on bundles: its exit code is what `run` answers, or 2 where something cannot be read. */
export async function runCommand(run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
