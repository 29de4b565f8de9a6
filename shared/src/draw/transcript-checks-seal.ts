import { poolRoot, readPoolLines } from "./ceremony-pool.ts";
import { drawIdOf } from "./ceremony-spec.ts";
import type { HashAlgorithm } from "../tlog/hash-algorithm.ts";
import type { PoolEntry } from "./spec.ts";
import { freezeHashOf, type Transcript } from "./transcript.ts";
import { fail, pass, type Verdict } from "./transcript-check.ts";

/** Check 1, without signatures: the stated drawId is the hash of the spec. */
export function checkSpec({ spec, drawId }: Transcript): Verdict {
  const found = drawIdOf(spec);
  return found === drawId
    ? pass(`draw ${found.slice(0, 16)}`)
    : fail(`the spec hashes to ${found}, ${drawId} is stated`);
}

/** Check 2: the published lines are the sealed pool, and the panel has an odd number of seats. */
export function checkPool(
  { spec }: Transcript,
  lines: readonly string[],
  algorithm: HashAlgorithm,
): { readonly verdict: Verdict; readonly pool: readonly PoolEntry[] | null } {
  const pool = readPoolLines(lines);
  if ("reason" in pool) return { verdict: fail(`line ${pool.line}: ${pool.reason}`), pool: null };
  const seats = spec.seats.reduce((sum, seat) => sum + seat.count, 0);
  return { verdict: sealVerdict(spec, lines, seats, algorithm), pool };
}

function sealVerdict(
  spec: Transcript["spec"],
  lines: readonly string[],
  seats: number,
  algorithm: HashAlgorithm,
): Verdict {
  if (lines.length !== spec.poolSize) {
    return fail(`${lines.length} experts, ${spec.poolSize} are sealed`);
  }
  const root = poolRoot(lines, algorithm);
  if (root !== spec.poolRoot) return fail(`the pool's root is ${root}, ${spec.poolRoot} is sealed`);
  if (spec.odd !== false && seats % 2 === 0) return fail(`${seats} seats are an even number`);
  return pass(`${lines.length} experts, ${seats} seats`);
}

/** Check 3, without signatures: one commit per party, in order, and a readable frozen checkpoint. */
export function checkCommits({ spec, commits, freeze }: Transcript): Verdict {
  const parties = spec.parties.map((party) => party.id);
  if (new Set(parties).size < parties.length) return fail("a party is listed twice");
  if (commits.map((commit) => commit.party).join("\n") !== parties.join("\n")) {
    return fail("the commits are not one per party, in the order of the spec");
  }
  const hash = freezeHashOf(freeze);
  return hash === null
    ? fail("the frozen checkpoint is not a signed note")
    : pass(`${commits.length} commits, frozen by ${hash.slice(0, 16)}`);
}
