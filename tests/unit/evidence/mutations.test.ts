import { describe, expect, it } from "vitest";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { chanceOf } from "../../support/evaluation-room.ts";
import { genuine } from "./genuine.ts";

/** Another seed replays another run: `MUTATION_SEED=… npx vitest run …`. */
const seed = process.env["MUTATION_SEED"] ?? "2026-03-02";
const mutations = 300;

describe(`a single byte changed anywhere (seed ${seed})`, () => {
  it(`is found in all of ${mutations} places`, { timeout: 120_000 }, async () => {
    const missed: string[] = [];
    for (let n = 0; n < mutations; n++) {
      const chance = BigInt(`0x${chanceOf(`${seed}/${n}`)}`);
      const at = Number(chance % BigInt(genuine.length));
      const change = 1 + Number((chance >> 128n) % 255n);
      const bytes = genuine.slice();
      bytes[at] = (bytes[at] ?? 0) ^ change;
      const { ok, checks } = await verifyBundle(bytes);
      const named = checks.some(({ name, ok }) => name === "container" && !ok);
      if (ok || !named) missed.push(`byte ${at} xor ${change}`);
    }
    expect(missed).toEqual([]);
  });
});
