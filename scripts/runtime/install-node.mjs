// Fetches the pinned Node.js into .runtime/node. Called under the install lock.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import {
  fetchedNode,
  isFetched,
  manifests,
  nodeFolder,
  stampFile,
  wantedStamp,
} from "./node-24.mjs";
import { cleanEnvironment, installArguments, installFailure, npmCommand } from "./npm.mjs";

function install() {
  process.stderr.write("Fetching Node.js 24, a few seconds …\n");
  rmSync(stampFile, { force: true });
  mkdirSync(nodeFolder, { recursive: true });
  // A folder of its own: the pinned Node.js is no dependency of the project, and the
  // project's dependencies must be chosen by the new Node.js, not by the old one.
  const here = dirname(fileURLToPath(import.meta.url));
  for (const name of manifests) copyFileSync(join(here, name), join(nodeFolder, name));

  const [npm, ...args] = npmCommand(process.execPath, installArguments);
  const { status } = spawnSync(npm, args, {
    cwd: nodeFolder,
    env: cleanEnvironment(process.execPath),
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) {
    process.stderr.write(installFailure("Node.js 24"));
    return 1;
  }
  if (spawnSync(fetchedNode, ["--version"]).status !== 0) {
    process.stderr.write(
      `No Node.js 24 for this machine (${process.platform} ${process.arch}) can be fetched that runs on it. ` +
        "Install Node.js 24 or later yourself and run the same command again.\n",
    );
    return 1;
  }
  writeFileSync(stampFile, wantedStamp());
  return 0;
}

// Whoever held the lock before may have done the work.
process.exitCode = isFetched() ? 0 : install();
