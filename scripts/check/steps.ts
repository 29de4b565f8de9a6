import { join } from "node:path";

import { run } from "../toolchain/command.ts";
import { projectRoot } from "../toolchain/folders.ts";
import { findBoundaryFaults } from "./boundaries.ts";
import { formatFault } from "./fault.ts";

/** One check of the sources: its name, and what it found; nothing found means that it passed. */
export interface Step {
  readonly name: string;
  readonly find: () => Promise<readonly string[]>;
}

export interface StepResult {
  readonly name: string;
  readonly findings: readonly string[];
  readonly seconds: number;
}

/** All checks of `npm run check`, in the order of their lines. */
export const steps: readonly Step[] = [
  // The linter has every file's types anyway; a compiler beside it would find them out once more.
  { name: "types and lint", find: () => tool("oxlint/bin/oxlint", ["--quiet"]) },
  { name: "format", find: () => tool("oxfmt/bin/oxfmt", ["--check", "."]) },
  {
    name: "import boundaries",
    find: () => Promise.resolve(findBoundaryFaults(projectRoot).map(formatFault)),
  },
];

/** Runs the steps one after another and tells each result as it comes. A step that throws has failed. */
export async function runSteps(
  list: readonly Step[],
  onResult: (result: StepResult) => void,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const { name, find } of list) {
    const start = performance.now();
    const findings = await find().catch((error: unknown) => [String(error)]);
    const result = { name, findings, seconds: (performance.now() - start) / 1000 };
    results.push(result);
    onResult(result);
  }
  return results;
}

/** One line, and under a failed step what it found. */
export function formatStep({ name, findings, seconds }: StepResult): string {
  const verdict = findings.length === 0 ? "ok  " : "FAIL";
  const lines = [`${verdict} ${name} (${seconds.toFixed(1)} s)`, ...findings];
  return lines.join("\n");
}

/** Runs a package's command on this Node.js; its output is the finding when it fails. */
async function tool(script: string, args: readonly string[]): Promise<readonly string[]> {
  const path = join(projectRoot, "node_modules", script);
  const result = await run(process.execPath, [path, ...args], { cwd: projectRoot });
  if (result.status === 0) return [];
  const output = `${result.stdout}${result.stderr}`.trim();
  return [output === "" ? `ended with ${result.status}` : output];
}
