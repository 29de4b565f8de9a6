import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take longest, by the end of their path, longest first. Whatever is not named here comes afterwards in the
 * usual order: a long file that began last would keep one core waiting for the other.
 */
const longest: readonly string[] = [
  "faults/kills.test.ts",
  "server/early-knowledge.test.ts",
  "faults/store.test.ts",
  "media/network.test.ts",
  "postgres/embedded.test.ts",
  "evidence/monitor.test.ts",
  "draw/command-line.test.ts",
  "model/evaluation-model.test.ts",
];

/** The order in which test files begin. No test may depend on it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's own method, which answers a new list
    const usual = await super.sort(files);
    return usual.toSorted((left, right) => place(left.moduleId) - place(right.moduleId));
  }
}

function place(file: string): number {
  const index = longest.findIndex((end) => file.endsWith(end));
  return index === -1 ? longest.length : index;
}
