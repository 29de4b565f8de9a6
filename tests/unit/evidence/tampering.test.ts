import { describe, expect, it } from "vitest";
import { containerTampers, filesTampers } from "../../support/evidence/container-tampers.ts";
import { failing, key } from "../../support/evidence/genuine.ts";
import { historyTampers, hostileTampers } from "../../support/evidence/hostile-tampers.ts";
import { operatorTampers } from "../../support/evidence/operator-tampers.ts";
import { eventsTampers, signaturesTampers } from "../../support/evidence/outsider-tampers.ts";
import { reopeningTampers } from "../../support/evidence/reopening-tampers.ts";
import { sealingTampers } from "../../support/evidence/sealing-tampers.ts";
import { slyTampers } from "../../support/evidence/sly-tampers.ts";

const groups = [
  ["its container", containerTampers],
  ["its files", filesTampers],
  ["its events, by an outsider", eventsTampers],
  ["its signatures", signaturesTampers],
  ["its events, by whoever holds the log key", operatorTampers],
  ["what may harm its reader", hostileTampers],
  ["its whole history", historyTampers],
  ["what was opened again, by whoever holds the log key", reopeningTampers],
  ["the key that three hold, by whoever holds the log key", sealingTampers],
  ["one sly place, by whoever holds the log key", slyTampers],
] as const;

/** Every alteration fails exactly the checks it names; `…` at the end: and whatever else depends on it. */
describe.each(groups)("a bundle altered in %s is found out", (_where, tampers) => {
  it.each(tampers)("%s", async (_what, make, fails) => {
    const found = await failing(await make(), [key.vkey]);
    expect(relevant(found, fails)).toEqual(fails.split(" ").filter((name) => name !== "…"));
  });
});

function relevant(found: readonly string[], fails: string): readonly string[] {
  return fails.endsWith("…") ? found.filter((name) => fails.split(" ").includes(name)) : found;
}
