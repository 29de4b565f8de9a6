// Calls npm from inside a command that npm itself may have started.
import { basename, delimiter, dirname } from "node:path";

// The caller's network settings stay; everything else that the outer npm exports would
// tell the inner one about the wrong project.
const kept =
  /^npm_config_(registry|userconfig|globalconfig|cache|cafile|proxy|https_proxy|https-proxy|noproxy)$/;

/**
 * The environment without what the outer npm put there, and with the folder of `node`
 * first on PATH, so that scripts with an `env node` line run on it.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment(node, env = process.env) {
  const entries = Object.entries(env).filter(
    ([name]) => !name.startsWith("npm_") || kept.test(name),
  );
  const path = [dirname(node), env.PATH ?? ""].join(delimiter);
  return { ...Object.fromEntries(entries), PATH: path };
}

/**
 * The command line of `npm <args>` run by this Node.js: the npm that called us when there
 * is one, otherwise the one on PATH.
 * @param {string} node
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {[string, ...string[]]}
 */
export function npmCommand(node, args, env = process.env) {
  const caller = env.npm_execpath;
  if (caller !== undefined && basename(caller) === "npm-cli.js") return [node, caller, ...args];
  return ["npm", ...args];
}

/** Reproduces a lock file and runs nobody's install script. */
export const installArguments = [
  "ci",
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--prefer-offline",
  "--loglevel=error",
];

/**
 * One paragraph for a person whose install failed.
 * @param {string} what
 */
export function installFailure(what) {
  return (
    `${what} could not be installed; npm says why above. ` +
    "This step needs the package registry that your npm is set to (npm config get registry), " +
    "directly or through a proxy (HTTPS_PROXY), and about 900 MB of disk. " +
    "Nothing half-installed will be used: run the same command again once the cause is gone.\n"
  );
}
