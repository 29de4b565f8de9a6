// Called by bootstrap.mjs with the command's name before the command itself: brings
// node_modules and, for a start, the page up to date. Says what it does on stderr.
import { join } from "node:path";

import { withFileLock } from "../toolchain/file-lock.ts";
import { runtimeFolder } from "../toolchain/folders.ts";
import { buildClient, clientIsBuilt } from "./client-build.ts";
import { installPackages, packagesAreInstalled } from "./packages.ts";

interface Step {
  readonly isDone: () => boolean;
  readonly work: () => boolean;
}

const packages: Step = { isDone: packagesAreInstalled, work: installPackages };
const client: Step = { isDone: clientIsBuilt, work: buildClient };

// The tests build the page themselves, so that a page that does not build is a failed
// check with a summary instead of a command that never began.
const stepsOf = (command: string): readonly Step[] =>
  command === "start" ? [packages, client] : [packages];

async function prepare(steps: readonly Step[]): Promise<boolean> {
  if (steps.every(({ isDone }) => isDone())) return true;
  return withFileLock(join(runtimeFolder, "install.lock"), async () =>
    // Whoever held the lock before may have done a step.
    steps.every(({ isDone, work }) => isDone() || work()),
  );
}

const [command = ""] = process.argv.slice(2);
process.exitCode = (await prepare(stepsOf(command))) ? 0 : 1;
