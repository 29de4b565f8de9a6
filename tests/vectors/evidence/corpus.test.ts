import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkTitles, verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { z } from "zod";
import { altered, corpusSchema } from "../../support/evidence/corpus.ts";

const here = (name: string): URL => new URL(name, import.meta.url);
const base = new Uint8Array(readFileSync(here("bundle.zip")));
const { key, alterations } = corpusSchema.parse(
  JSON.parse(readFileSync(here("corpus.json"), "utf8")),
);

describe("the corpus of altered bundles", () => {
  it("stands on a bundle that holds", async () => {
    expect(await verifyBundle(base, { trustedKeys: [key] })).toMatchObject({ ok: true });
  });

  it("has at least sixty alterations, no two of one name, each with a check there is", () => {
    expect(alterations.length).toBeGreaterThanOrEqual(60);
    expect(new Set(alterations.map(({ name }) => name)).size).toBe(alterations.length);
    const checks = Object.keys(checkTitles);
    for (const { check, fails } of alterations) {
      expect(checks).toContain(check);
      expect(fails).toContain(check);
    }
  });

  it.each(alterations)("$name fails $check", async ({ pieces, fails }) => {
    const { ok, checks } = await verifyBundle(altered(base, pieces), { trustedKeys: [key] });
    expect(ok).toBe(false);
    expect(checks.filter((check) => !check.ok).map(({ name }) => name)).toEqual(fails);
  });

  // One for each check: a heap that is nearly full makes every verification five times as slow.
  it("is found out by every check within a heap of 64 MiB", () => {
    const child = [
      "--max-old-space-size=64",
      "--disable-warning=ExperimentalWarning",
      fileURLToPath(here("found-by-each.ts")),
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, child, { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    expect(z.array(z.string()).parse(JSON.parse(stdout))).toEqual([
      ...new Set(alterations.map(({ check }) => check)),
    ]);
  }, 120_000);
});
