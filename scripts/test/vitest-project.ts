import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { projectRoot, runtimeFolder } from "../toolchain/folders.ts";
import { countProject, type Count, type Report, reportSchema } from "./summary.ts";

export interface ProjectRequest {
  readonly name: string;
  /** Further words for vitest, such as file filters. */
  readonly words: readonly string[];
  /** Whether it is a failure when no test runs. */
  readonly mustRun: boolean;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs one vitest project with its usual report on this process's output, and counts it. */
export async function runProject(request: ProjectRequest): Promise<Count> {
  const { name, words, mustRun, env } = request;
  const reportFile = join(runtimeFolder, `test/${name}.json`);
  mkdirSync(join(runtimeFolder, "test"), { recursive: true });
  rmSync(reportFile, { force: true });
  const args = [
    "run",
    `--project=${name}`,
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
    ...words,
  ];
  const child = spawn(
    process.execPath,
    [join(projectRoot, "node_modules/vitest/vitest.mjs"), ...args],
    { cwd: projectRoot, env: { ...process.env, ...env }, stdio: ["ignore", "inherit", "inherit"] },
  );
  const stop = (): void => void child.kill("SIGTERM");
  process.once("SIGTERM", stop).once("SIGINT", stop);
  const [status] = await once(child, "exit");
  process.off("SIGTERM", stop).off("SIGINT", stop);
  const report = readReport(reportFile);
  return countProject({
    name,
    status: typeof status === "number" ? status : null,
    report,
    mustRun,
  });
}

function readReport(path: string): Report | undefined {
  if (!existsSync(path)) return undefined;
  return reportSchema.parse(JSON.parse(readFileSync(path, "utf8")));
}
