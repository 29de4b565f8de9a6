import { readFileSync } from "node:fs";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { altered, corpusSchema } from "../../support/evidence/corpus.ts";

/** Verifies every alteration in one process and prints how many were found. */
const here = (name: string): URL => new URL(name, import.meta.url);
const base = new Uint8Array(readFileSync(here("bundle.zip")));
const corpus = corpusSchema.parse(JSON.parse(readFileSync(here("corpus.json"), "utf8")));
let found = 0;
for (const { check, pieces } of corpus.alterations) {
  const { checks } = await verifyBundle(altered(base, pieces), { trustedKeys: [corpus.key] });
  if (checks.some(({ name, ok }) => name === check && !ok)) found += 1;
}
process.stdout.write(`${JSON.stringify({ found })}\n`);
