import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/longest-first.ts";

const node = { environment: "node", pool: "forks" } as const;
const cores = availableParallelism();
/** What is waited for comes when the machine gets to it; the usual second is too short for two busy cores. */
const patient = { poll: { timeout: 60_000 } };

/** One runner, three projects: what needs nothing, then what needs servers, then what needs a browser. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...node,
          name: "unit",
          maxWorkers: cores,
          // Pure code keeps nothing between files, and reading all of it anew for each costs a quarter of the time.
          isolate: false,
          include: ["tests/{unit,contract,model,vectors}/**/*.test.ts"],
          // Bounds what hangs. A busy machine is no fault of the code.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: "integration",
          // These wait more than they compute: for servers to start, leases to run out, networks to come back.
          maxWorkers: cores + 2,
          include: ["tests/{integration,faults}/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: patient,
        },
      },
      {
        test: {
          ...node,
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          testTimeout: 480_000,
          hookTimeout: 120_000,
          expect: patient,
          // The longest walk leaves more than half a core idle, and the others need little.
          maxWorkers: 2,
        },
      },
    ],
  },
});
