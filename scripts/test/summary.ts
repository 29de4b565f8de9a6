import { z } from "zod";

/** How many promises were kept and broken, and for the broken ones what to look at. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** One line per failure that no test report shows by itself. */
  readonly remarks: readonly string[];
}

export function addCounts(counts: readonly Count[]): Count {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    remarks: counts.flatMap(({ remarks }) => remarks),
  };
}

/** The closing line, which machines read too. */
export function formatSummary({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`;
}

const fileSchema = z.object({
  name: z.string(),
  status: z.string(),
  assertionResults: z.array(z.object({ status: z.string() })),
});

/** What the counting needs of vitest's JSON report. */
export const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(fileSchema),
});

export type Report = Readonly<z.infer<typeof reportSchema>>;

export interface ProjectRun {
  readonly name: string;
  /** Vitest's exit status, or null when a signal ended it. */
  readonly status: number | null;
  /** Its report, or undefined when it ended before writing one. */
  readonly report: Report | undefined;
  /** Whether it is wrong when no test ran, as it is when the whole project was asked for. */
  readonly mustRun: boolean;
}

/**
 * Counts one project's run. A skipped test, a test still to be written, a file that could
 * not be loaded, an error outside all tests and a project without tests are failures: each
 * is a promise that nobody checked.
 */
export function countProject({ name, status, report, mustRun }: ProjectRun): Count {
  if (report === undefined) {
    return { passed: 0, failed: 1, remarks: [`${name}: vitest ended with ${status}, no report`] };
  }
  const remarks = [
    ...unchecked(name, "skipped", report.numPendingTests),
    ...unchecked(name, "to be written", report.numTodoTests),
    ...report.testResults.filter(isBrokenFile).map((file) => `${name}: ${file.name} did not load`),
  ];
  const ran = report.numPassedTests + report.numFailedTests;
  if (ran === 0 && mustRun) remarks.push(`${name}: no test ran`);
  const failed = report.numFailedTests + countUnchecked(report) + brokenFiles(report);
  const unexplained = failed === 0 && status !== 0;
  if (unexplained) remarks.push(`${name}: vitest ended with ${status} though every test passed`);
  const silent = (ran === 0 && mustRun) || unexplained ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + silent, remarks };
}

function unchecked(name: string, what: string, count: number): readonly string[] {
  return count === 0 ? [] : [`${name}: ${count} ${what}`];
}

function countUnchecked({ numPendingTests, numTodoTests }: Report): number {
  return numPendingTests + numTodoTests;
}

function brokenFiles({ testResults }: Report): number {
  return testResults.filter(isBrokenFile).length;
}

/** A file that failed although none of its tests did: it could not be loaded, or a hook threw. */
function isBrokenFile({ status, assertionResults }: z.infer<typeof fileSchema>): boolean {
  return status === "failed" && assertionResults.every((test) => test.status !== "failed");
}
