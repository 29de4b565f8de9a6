import { readFileSync } from "node:fs";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { nodeSha256 } from "../verify/node-sha256.ts";
import { mutated, mutationKinds } from "./mutate.ts";
import { repacked, withFile } from "./repack.ts";
import { seededRandom } from "./seeded-random.ts";

export type MutationRun = Readonly<{
  /** The bundle that is altered, which must hold, and the log key that its reader has from elsewhere. */
  bundle: Uint8Array;
  key: string;
  rounds: number;
  seed: number;
  /** Told of every thousand rounds. */
  say: (text: string) => void;
}>;

export type MutationReport = Readonly<{
  rounds: number;
  /** Mutations by kind and place; all of them were looked at by the whole verifier. */
  tried: Readonly<Record<string, number>>;
  /** Those that no check found, each replayable by its round. */
  missed: readonly string[];
}>;

const sayEvery = 1000;

/** The bundle of the repository's corpus, and its key. */
export function corpusBundle(): Pick<MutationRun, "bundle" | "key"> {
  const at = (name: string): URL =>
    new URL(`../../tests/vectors/evidence/${name}`, import.meta.url);
  const { key }: { key: string } = JSON.parse(readFileSync(at("corpus.json"), "utf8"));
  return { bundle: new Uint8Array(readFileSync(at("bundle.zip"))), key };
}

/**
 * Makes single random mutations of a bundle and verifies each. Every other one is of the file as it is; the rest are of
 * one of its files, with container and manifest made to fit again, as somebody would who has everything but the key.
 */
export async function runMutations(run: MutationRun): Promise<MutationReport> {
  const { bundle, key, rounds, seed, say } = run;
  const genuine = await verifyBundle(bundle, { trustedKeys: [key], algorithm: nodeSha256 });
  if (!genuine.ok) throw new TypeError("the bundle itself does not hold");
  const tried: Record<string, number> = {};
  const missed: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // A generator of its own for each round, so that one round can be played again alone.
    const random = seededRandom(seed * 1_000_003 + round);
    const { bytes, what } = mutation(bundle, round, random);
    const { ok } = await verifyBundle(bytes, { trustedKeys: [key], algorithm: nodeSha256 });
    tried[what] = (tried[what] ?? 0) + 1;
    if (ok) missed.push(`round ${round}: ${what}`);
    if ((round + 1) % sayEvery === 0) say(`${round + 1} mutations, ${missed.length} missed`);
  }
  return { rounds, tried, missed };
}

function mutation(
  bundle: Uint8Array,
  round: number,
  random: () => number,
): Readonly<{ bytes: Uint8Array; what: string }> {
  const kind = mutationKinds[round % mutationKinds.length] ?? "byte";
  const isInside = Math.floor(round / mutationKinds.length) % 2 === 1;
  if (!isInside) return { bytes: mutated(bundle, kind, random), what: `container, ${kind}` };
  const { name, bytes } = withFile(bundle, random);
  return { bytes: repacked(bundle, name, mutated(bytes, kind, random)), what: `${name}, ${kind}` };
}
