import { expect, test } from "vitest";
import {
  addCounts,
  countProject,
  formatSummary,
  type ProjectRun,
  type Report,
} from "../../../scripts/test/summary.ts";

const clean: Report = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ name: "a.test.ts", status: "passed", assertionResults: [{ status: "passed" }] }],
};

function failedCount(report: Report | undefined, run: Partial<ProjectRun> = {}): number {
  return countProject({ name: "unit", status: 0, mustRun: true, report, ...run }).failed;
}

test("a clean run counts its tests and fails nothing", () => {
  const count = countProject({ name: "unit", status: 0, report: clean, mustRun: true });
  expect(count).toEqual({ passed: 3, failed: 0, remarks: [] });
});

test("a failed test is one failure", () => {
  const assertionResults = [{ status: "failed" }, { status: "passed" }];
  const testResults = [{ name: "a.test.ts", status: "failed", assertionResults }];
  expect(failedCount({ ...clean, numFailedTests: 1, testResults }, { status: 1 })).toBe(1);
});

test("a skipped test and one still to be written are failures", () => {
  expect(failedCount({ ...clean, numPendingTests: 2, numTodoTests: 1 })).toBe(3);
});

test("a file that does not load is a failure although no test of it failed", () => {
  const broken = { name: "b.test.ts", status: "failed", assertionResults: [] };
  const report = { ...clean, testResults: [...clean.testResults, broken] };
  expect(failedCount(report, { status: 1 })).toBe(1);
  expect(failedCount({ ...report, numFailedTests: 1 }, { status: 1 })).toBe(2);
});

test("an error outside every test is a failure", () => {
  expect(failedCount(clean, { status: 1 })).toBe(1);
  expect(failedCount(clean, { status: null })).toBe(1);
});

test("a project without tests is a failure only when the whole project was asked for", () => {
  const empty: Report = { ...clean, numPassedTests: 0, testResults: [] };
  expect(failedCount(empty)).toBe(1);
  expect(failedCount(empty, { mustRun: false })).toBe(0);
});

test("a run that ended before its report is a failure", () => {
  expect(failedCount(undefined, { status: 137 })).toBe(1);
});

test("the closing line adds everything up", () => {
  const total = addCounts([
    { passed: 2, failed: 0, remarks: [] },
    { passed: 40, failed: 1, remarks: ["unit: 1 skipped"] },
  ]);
  expect(formatSummary(total)).toBe("42 passed, 1 failed");
  expect(total.remarks).toEqual(["unit: 1 skipped"]);
});
