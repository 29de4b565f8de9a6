import { writeFileSync } from "node:fs";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { containerTampers, filesTampers } from "../../support/evidence/container-tampers.ts";
import { altered, piecesOf, type Corpus } from "../../support/evidence/corpus.ts";
import { genuine, key } from "../../support/evidence/genuine.ts";
import { historyTampers, hostileTampers } from "../../support/evidence/hostile-tampers.ts";
import { operatorTampers } from "../../support/evidence/operator-tampers.ts";
import { eventsTampers, signaturesTampers } from "../../support/evidence/outsider-tampers.ts";
import { reopeningTampers } from "../../support/evidence/reopening-tampers.ts";
import { slyTampers } from "../../support/evidence/sly-tampers.ts";
import { witnessTampers } from "../../support/evidence/witness-tampers.ts";

/** Writes `bundle.zip` and `corpus.json` beside this file: see README.md. */
const groups: readonly (readonly [string, typeof slyTampers])[] = [
  ["container", containerTampers],
  ["files", filesTampers],
  ["hostile file", hostileTampers],
  ["events, by an outsider", eventsTampers],
  ["signatures", signaturesTampers],
  ["history", historyTampers],
  ["events, by whoever holds the log key", operatorTampers],
  ["what was opened again, by whoever holds the log key", reopeningTampers],
  ["witnesses", witnessTampers],
  ["one place, by whoever holds the log key", slyTampers],
];

const alterations: Corpus["alterations"] = [];
for (const [group, tampers] of groups) {
  for (const [what, make, promised] of tampers) {
    const target = await make();
    const pieces = [...piecesOf(genuine, target)];
    if (Buffer.compare(altered(genuine, pieces), target) !== 0) throw new Error(`${what}: pieces`);
    const { checks } = await verifyBundle(target, { trustedKeys: [key.vkey] });
    const fails = checks.filter(({ ok }) => !ok).map(({ name }) => name);
    const [check = ""] = promised.split(" ");
    alterations.push({ name: `${group}: ${what}`, check, fails, pieces });
  }
}
const corpus: Corpus = { key: key.vkey, alterations };
const lines = alterations.map((alteration) => JSON.stringify(alteration)).join(",\n");
const here = (name: string): URL => new URL(name, import.meta.url);
writeFileSync(here("bundle.zip"), genuine);
writeFileSync(
  here("corpus.json"),
  `{"key":${JSON.stringify(corpus.key)},"alterations":[\n${lines}\n]}\n`,
);
