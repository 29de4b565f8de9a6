#!/usr/bin/env node
// Runs one of the project's commands on a machine that has nothing but some Node.js (18
// or later) and npm: fetches Node.js 24 if needed, installs the packages, then hands over.
//
//   node scripts/bootstrap.mjs COMMAND [ARGUMENT …]
//
// Plain JavaScript without dependencies, because nothing else is there yet. Everything
// said here goes to stderr: stdout belongs to the command.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";

import {
  compileCache,
  fetchedNode,
  isFetched,
  isNewEnough,
  lockFile,
  projectRoot,
} from "./runtime/node-24.mjs";
import { cleanEnvironment } from "./runtime/npm.mjs";

// One keystroke reaches us up to three times: from the terminal, from npm, from a
// supervisor that signals the whole group. The command hears it once.
const echoWindow = 500;

/** @param {string} command */
function entryOf(command) {
  if (!/^[a-z][a-z0-9-]*$/.test(command) || command === "bootstrap") return undefined;
  const path = command === "start" ? "server/src/main.ts" : `scripts/${command}.ts`;
  return existsSync(join(projectRoot, path)) ? join(projectRoot, path) : undefined;
}

/** @param {string} name */
function isOnPath(name) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));
}

/**
 * Ends the command when this process dies, even by SIGKILL. Only Linux can promise that;
 * elsewhere a killed bootstrap leaves its command running.
 * @param {readonly string[]} commandLine
 */
function boundToUs(commandLine) {
  const canBind = process.platform === "linux" && isOnPath("setpriv");
  return canBind ? ["setpriv", "--pdeathsig", "TERM", ...commandLine] : [...commandLine];
}

/**
 * Runs a step to its end and leaves with its status unless that is 0.
 * @param {readonly string[]} commandLine
 * @param {NodeJS.ProcessEnv} [env]
 */
function runStep(commandLine, env) {
  const [program = "", ...args] = boundToUs(commandLine);
  const { status, error } = spawnSync(program, args, { stdio: ["ignore", 2, 2], env });
  if (error) process.stderr.write(`${program}: ${error.message}\n`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Two commands started at once must not both install. */
function underLock(/** @type {readonly string[]} */ commandLine) {
  mkdirSync(dirname(lockFile), { recursive: true });
  return isOnPath("flock") ? ["flock", lockFile, ...commandLine] : commandLine;
}

function ensureNode() {
  if (isNewEnough()) return process.execPath;
  if (!isFetched()) {
    runStep(underLock([process.execPath, join(projectRoot, "scripts/runtime/install-node.mjs")]));
  }
  return fetchedNode;
}

/**
 * Sources are read and stripped of their types once, not by every process that a command starts.
 * @param {string} node
 */
function environmentOf(node) {
  return { NODE_COMPILE_CACHE: compileCache, ...cleanEnvironment(node) };
}

/**
 * Becomes the command as far as a process can: same streams, signals and exit status.
 * @param {string} node
 * @param {readonly string[]} args
 */
function handOver(node, args) {
  // A dependency probes an experimental algorithm at import; that is no news to anyone.
  const quiet = "--disable-warning=ExperimentalWarning";
  const [program = "", ...rest] = boundToUs([node, quiet, ...args]);
  const child = spawn(program, rest, {
    stdio: "inherit",
    env: environmentOf(node),
    // Out of the terminal's group, so that signals come from here alone.
    detached: program === "setpriv",
  });
  /** @type {Map<NodeJS.Signals, number>} */
  const relayedAt = new Map();
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      if (Date.now() - (relayedAt.get(signal) ?? 0) < echoWindow) return;
      relayedAt.set(signal, Date.now());
      child.kill(signal);
    });
  }
  child.on("error", (error) => {
    process.stderr.write(`${program}: ${error.message}\n`);
    process.exit(1);
  });
  child.on("exit", (status, signal) => {
    process.exit(status ?? 128 + constants.signals[signal ?? "SIGTERM"]);
  });
}

const [command = "", ...args] = process.argv.slice(2);
const entry = entryOf(command);
if (entry === undefined) {
  process.stderr.write(
    `There is no command "${command}". npm start serves the product, npm test checks everything; scripts/README.md lists the rest.\n`,
  );
  process.exit(2);
}
const node = ensureNode();
const prepare = join(projectRoot, "scripts/prepare/main.ts");
runStep([node, prepare, command], cleanEnvironmentWithNpm(node));
handOver(node, [entry, ...args]);

/** The preparation may have to call npm, so it learns which one called us. */
function cleanEnvironmentWithNpm(/** @type {string} */ node) {
  const clean = environmentOf(node);
  const npm = process.env.npm_execpath;
  return npm === undefined ? clean : { ...clean, npm_execpath: npm };
}
