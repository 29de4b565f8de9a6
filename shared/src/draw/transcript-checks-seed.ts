import { fromHex, hex } from "../tlog/encoding.ts";
import { chainStep, roundKey } from "./ceremony-seed.ts";
import { freezeHashOf, type Transcript } from "./transcript.ts";
import { fail, pass, type Verdict } from "./transcript-check.ts";

/** Check 4, without the beacon's signature: every reveal hashes to what the party showed before. */
export function checkReveals({ drawId, spec, commits, rounds }: Transcript): Verdict {
  const parties = spec.parties.map((party) => party.id);
  const shown = new Map(commits.map((commit) => [commit.party, commit.anchor]));
  for (const { t, reveals, beacon } of rounds) {
    if (reveals.map((reveal) => reveal.party).join("\n") !== parties.join("\n")) {
      return fail(`round ${t}: the reveals are not one per party, in the order of the spec`);
    }
    if (t >= spec.chainLen) return fail(`round ${t}: the chains have ${spec.chainLen} links`);
    for (const { party, value } of reveals) {
      if (hex(chainStep(drawId, party, fromHex(value))) !== shown.get(party)) {
        return fail(`round ${t}: the reveal of ${party} does not hash to what it showed before`);
      }
      shown.set(party, value);
    }
    if ((beacon === "") !== (spec.beacon === null)) {
      return fail(`round ${t}: the spec ${spec.beacon === null ? "has no" : "requires a"} beacon`);
    }
  }
  return pass(`${rounds.length} rounds of ${parties.length} reveals`);
}

/** Check 5: every round's key follows from its reveals, its beacon and the frozen checkpoint. */
export function checkKeys({ drawId, freeze, rounds }: Transcript): Verdict {
  const freezeHash = freezeHashOf(freeze);
  if (freezeHash === null) return fail("the frozen checkpoint is not a signed note");
  for (const { t, reveals, beacon, key } of rounds) {
    const found = roundKey({
      drawId,
      freezeHash,
      round: t,
      reveals: reveals.map((reveal) => fromHex(reveal.value)),
      beacon: fromHex(beacon),
    });
    if (hex(found) !== key) return fail(`round ${t}: the key is ${hex(found)}, ${key} is stated`);
  }
  return pass(`${rounds.length} keys`);
}
