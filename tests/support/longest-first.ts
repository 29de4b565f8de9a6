import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take longest, by the end of their path, longest first. Whatever is not named here comes afterwards in the
 * usual order: a long file that began last would keep one core waiting for the other.
 */
const longest: readonly string[] = [
  // Browsers.
  "e2e/evaluation.test.ts",
  // Servers.
  "server/early-knowledge.test.ts",
  "media/network.test.ts",
  "faults/store.test.ts",
  "faults/kills.test.ts",
  "faults/harm.test.ts",
  "faults/recording.test.ts",
  "postgres/backup.test.ts",
  "faults/nodes.test.ts",
  "postgres/embedded.test.ts",
  "faults/process.test.ts",
  "scripts/load.test.ts",
  "faults/worker.test.ts",
  "media/flow.test.ts",
  // Pure code.
  "vectors/evidence/corpus.test.ts",
  "evidence/tampering.test.ts",
  "model/evaluation-model.test.ts",
  "evidence/mutations.test.ts",
  "draw/brute-force.test.ts",
  "draw/command-line.test.ts",
  "evidence/command-line.test.ts",
  "draw/second-verifier.test.ts",
  "evidence/monitor.test.ts",
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
