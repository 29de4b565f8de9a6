import { formatStep, runSteps, steps, type Step, type StepResult } from "./check/steps.ts";
import { ensureClient } from "./prepare/client-build.ts";
import { projectNames, readRequest, type ProjectName, type Request } from "./test/request.ts";
import { addCounts, formatSummary, type Count } from "./test/summary.ts";
import {
  chromium,
  ffmpeg,
  gather,
  redis,
  worker,
  type Tool,
  type ToolResult,
} from "./test/tools.ts";
import { runProject } from "./test/vitest-project.ts";

const usage = `npm test [-- [--project NAME] … [WORD …]]

Without words: checks types, lint, format and import boundaries, builds the page, then runs every test.
  --project NAME  only this project: ${projectNames.join(", ")}; may be repeated
  WORD            for vitest: parts of file names, or its options
The last line is "N passed, N failed". Exit 0 when nothing failed, 1 when something did, 2 for an unknown project.`;

const toolsOf: Readonly<Record<ProjectName, readonly Tool[]>> = {
  unit: [],
  integration: [worker, redis, ffmpeg],
  e2e: [worker, redis, chromium, ffmpeg],
};

const pageBuild: Step = {
  name: "page build",
  find: async () => ((await ensureClient()) ? [] : ["the page does not build"]),
};

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const request = readRequest(args);
  if (request === undefined) {
    process.stderr.write(`There is no such project. The projects: ${projectNames.join(", ")}\n`);
    return 2;
  }
  const total = addCounts(await runAll(request));
  const remarks = total.remarks.map((remark) => `FAIL ${remark}\n`).join("");
  process.stdout.write(`\n${remarks}${formatSummary(total)}\n`);
  return total.failed === 0 ? 0 : 1;
}

/** The checks and the unit tests need no tool, so they run while the tools are still on their way. */
async function runAll({ projects, words, isWhole }: Request): Promise<readonly Count[]> {
  const tools = gather([...new Set(projects.flatMap((name) => toolsOf[name]))]);
  const counts: Count[] = [];
  // Browsers are shown the page as it is built now, also where nothing else was asked for.
  const build = isWhole || projects.includes("e2e") ? [pageBuild] : [];
  counts.push(...(await runChecks(isWhole ? [...steps, ...build] : build)));
  for (const name of projects) {
    const found: readonly ToolResult[] = toolsOf[name].length === 0 ? [] : await tools;
    const env = Object.assign({}, ...found.map((result) => result.env));
    counts.push(await runProject({ name, words, mustRun: isWhole, env }));
  }
  if (!isWhole) counts.push(anyTestRan(counts));
  return [...counts, ...(await tools).map(({ count }) => count)];
}

async function runChecks(list: readonly Step[]): Promise<readonly Count[]> {
  const results = await runSteps(list, (result) => process.stdout.write(`${formatStep(result)}\n`));
  return results.map(countStep);
}

function countStep({ name, findings }: StepResult): Count {
  if (findings.length === 0) return { passed: 1, failed: 0, remarks: [] };
  return { passed: 0, failed: 1, remarks: [`check: ${name}`] };
}

/** A filter that matches no file would otherwise look like success. */
function anyTestRan(counts: readonly Count[]): Count {
  const { passed, failed } = addCounts(counts);
  if (passed + failed > 0) return { passed: 0, failed: 0, remarks: [] };
  return { passed: 0, failed: 1, remarks: ["no test matches these words"] };
}

process.exitCode = await main(process.argv.slice(2));
