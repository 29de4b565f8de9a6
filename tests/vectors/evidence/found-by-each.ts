import { readFileSync } from "node:fs";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { altered, corpusSchema } from "../../support/evidence/corpus.ts";

/** Verifies the first alteration for each check in one process, and prints the checks that found theirs. */
const here = (name: string): URL => new URL(name, import.meta.url);
const base = new Uint8Array(readFileSync(here("bundle.zip")));
const corpus = corpusSchema.parse(JSON.parse(readFileSync(here("corpus.json"), "utf8")));
const found = new Set<string>();
const tried = new Set<string>();
for (const { check, pieces } of corpus.alterations) {
  if (tried.has(check)) continue;
  tried.add(check);
  const { checks } = await verifyBundle(altered(base, pieces), { trustedKeys: [corpus.key] });
  if (checks.some(({ name, ok }) => name === check && !ok)) found.add(check);
}
process.stdout.write(`${JSON.stringify([...found])}\n`);
