import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const project = join(import.meta.dirname, "../../..");

// A checkout of its own with the real bootstrap, commands that tell what reaches them, and
// an npm that notes each call instead of installing.
const echoCommand = `
process.stdout.write(JSON.stringify({
  words: process.argv.slice(2),
  npm: Object.keys(process.env).filter((name) => name.startsWith("npm_")),
}));
process.exitCode = 7;
`;
const waitCommand = `
const ended = (name) => { process.stdout.write(name + "\\n"); setTimeout(() => process.exit(3), 900); };
process.on("SIGINT", () => ended("SIGINT"));
process.on("SIGTERM", () => ended("SIGTERM"));
process.stdout.write(process.pid + "\\n");
setInterval(() => undefined, 1000);
`;
const npmStandIn = `
const { appendFileSync, mkdirSync, rmSync } = require("node:fs");
appendFileSync(process.env.CALLS, process.cwd() + " " + process.argv.slice(2).join(" ") + "\\n");
if (process.env.OFFLINE) { console.error("ENETUNREACH"); process.exit(1); }
rmSync("node_modules", { recursive: true, force: true });
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
mkdirSync("node_modules/.bin", { recursive: true });
`;

let checkout: string;
const running: ChildProcess[] = [];

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "yuanping-bootstrap-"));
  for (const name of ["bootstrap.mjs", "runtime", "prepare", "toolchain"]) {
    cpSync(join(project, "scripts", name), join(checkout, "scripts", name), { recursive: true });
  }
  for (const workspace of ["shared", "server", "client"]) {
    mkdirSync(join(checkout, workspace));
    writeFileSync(join(checkout, workspace, "package.json"), "{}");
  }
  writeFileSync(join(checkout, "package.json"), `{"type":"module"}`);
  writeFileSync(join(checkout, "package-lock.json"), "{}");
  writeFileSync(join(checkout, "scripts/echo.ts"), echoCommand);
  writeFileSync(join(checkout, "scripts/wait.ts"), waitCommand);
  mkdirSync(join(checkout, "npm"));
  writeFileSync(join(checkout, "npm/package.json"), "{}");
  writeFileSync(join(checkout, "npm/npm-cli.js"), npmStandIn);
});

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  rmSync(checkout, { recursive: true });
});

function start(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(checkout, "scripts/bootstrap.mjs"), ...words], {
    env: {
      ...withoutNpm(process.env),
      npm_execpath: join(checkout, "npm/npm-cli.js"),
      npm_config_local_prefix: "/elsewhere",
      npm_config_cache: join(checkout, "cache"),
      CALLS: join(checkout, "calls"),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  return child;
}

/** These tests may themselves have been started by npm. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("npm_")));
}

async function end(child: ReturnType<typeof start>) {
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { stdout, stderr, status };
}

function npmCalls(): readonly string[] {
  const file = join(checkout, "calls");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

test("a command gets its words, a clean stdout, no variable of npm but where its cache is, and its exit status is ours", async () => {
  const { stdout, stderr, status } = await end(start(["echo", "--out", "a b"]));
  expect(JSON.parse(stdout)).toEqual({ words: ["--out", "a b"], npm: ["npm_config_cache"] });
  expect(stderr).toContain("Installing the packages");
  expect(status).toBe(7);
});

test("the second run installs nothing and says nothing", async () => {
  await end(start(["echo"]));
  const { stderr } = await end(start(["echo"]));
  expect(stderr).toBe("");
  expect(npmCalls()).toEqual([expect.stringMatching(/ ci --ignore-scripts /)]);
});

test("a changed lock file is installed anew", async () => {
  await end(start(["echo"]));
  writeFileSync(join(checkout, "package-lock.json"), `{"changed":true}`);
  await end(start(["echo"]));
  expect(npmCalls()).toHaveLength(2);
});

test("two commands started at once install once", async () => {
  const both = await Promise.all([end(start(["echo"])), end(start(["echo"]))]);
  expect(both.map(({ status }) => status)).toEqual([7, 7]);
  expect(npmCalls()).toHaveLength(1);
});

test("without a network the command does not run, and the next attempt starts over", async () => {
  const { stdout, stderr, status } = await end(start(["echo"], { OFFLINE: "yes" }));
  expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
  expect(stderr).toMatch(/ENETUNREACH[\s\S]*could not be installed.*npm config get registry/);
  expect((await end(start(["echo"]))).status).toBe(7);
});

test("an unknown command is refused before anything is installed", async () => {
  for (const word of ["nothing", "../echo", "bootstrap", ""]) {
    expect((await end(start([word]))).status).toBe(2);
  }
  expect(npmCalls()).toEqual([]);
});

test("a signal that arrives twice reaches the command once, and the command ends in its own way", async () => {
  const child = start(["wait"]);
  const ended = end(child);
  await once(child.stdout, "data");
  child.kill("SIGINT");
  child.kill("SIGINT");
  const { stdout, status } = await ended;
  expect(stdout.match(/SIGINT/g)).toHaveLength(1);
  expect(status).toBe(3);
});

test("a command ends when its bootstrap is killed", async () => {
  const child = start(["wait"]);
  const [output] = await once(child.stdout, "data");
  const pid = Number(String(output).trim());
  child.kill("SIGKILL");
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), { timeout: 20_000 });
});

test("the installed tree names the Node.js that it was chosen for", async () => {
  await end(start(["echo"]));
  expect(readdirSync(join(checkout, "node_modules/.bin"))).toEqual(["node"]);
});
