import { describe, expect, it } from "vitest";
import { corpusBundle, runMutations } from "../../../scripts/faults/mutations.ts";

/** Another seed replays another run: `MUTATION_SEED=… npx vitest run …`; ten thousand: `npm run -s faults`. */
const seed = Number(process.env["MUTATION_SEED"] ?? "20260302");
const rounds = 200;

describe(`a single mutation anywhere (seed ${seed})`, () => {
  it(`is found in all of ${rounds} places`, { timeout: 120_000 }, async () => {
    const report = await runMutations({ ...corpusBundle(), rounds, seed, say: () => undefined });
    expect(report).toMatchObject({ rounds, missed: [] });
  });
});
