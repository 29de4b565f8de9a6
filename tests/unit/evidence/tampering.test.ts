import { describe, expect, it } from "vitest";
import { containerTampers, filesTampers } from "../../support/evidence/container-tampers.ts";
import { failing, key } from "../../support/evidence/genuine.ts";
import { historyTampers, hostileTampers } from "../../support/evidence/hostile-tampers.ts";
import { operatorTampers } from "../../support/evidence/operator-tampers.ts";
import { eventsTampers, signaturesTampers } from "../../support/evidence/outsider-tampers.ts";
import { reopeningTampers } from "../../support/evidence/reopening-tampers.ts";
import { sealingTampers } from "../../support/evidence/sealing-tampers.ts";
import { slyTampers } from "../../support/evidence/sly-tampers.ts";
import { witnessTampers } from "../../support/evidence/witness-tampers.ts";

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
  ["its witnesses, by whoever holds the log key but none of theirs", witnessTampers],
  ["one sly place, by whoever holds the log key", slyTampers],
] as const;

/**
 * Every alteration fails exactly the checks it names; `…` at the end: and whatever else depends on it. What changes before
 * a gate fails its witnesses besides, whatever else it fails.
 */
describe.each(groups)("a bundle altered in %s is found out", (_where, tampers) => {
  it.each(tampers)("%s", async (_what, make, fails) => {
    const found = await failing(await make(), [key.vkey]);
    const promised = fails.split(" ").filter((name) => name !== "…");
    expect(relevant(found, promised, fails.endsWith("…"))).toEqual(promised);
  });
});

function relevant(
  found: readonly string[],
  promised: readonly string[],
  isOpen: boolean,
): readonly string[] {
  return found.filter((name) => promised.includes(name) || (!isOpen && name !== "witnesses"));
}
