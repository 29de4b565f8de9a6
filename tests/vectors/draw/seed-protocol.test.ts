import { describe, expect, it, vi } from "vitest";
import { hashChain, keyedStream, revealOf, roundKey } from "@yuanping/shared/draw/index.ts";
import { fromHex, hex } from "@yuanping/shared/tlog/encoding.ts";
import { drawVectors } from "./draw-vectors.ts";

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

const { drawId, L, parties, freezeHash, rounds } = drawVectors.seed_protocol;
const N = BigInt(drawVectors.small_uniform.N);
/** The 90-bit count of a public instance, so that equal numbers would mean equal keys. */
const LARGE_N = BigInt(drawVectors.public_instances.example_small_20.N);

describe("the seed protocol", () => {
  it.each(parties)("the chain of $id ends in its published anchor and reveals", (party) => {
    const chain = hashChain(drawId, party.id, fromHex(party.secret), L);
    expect(hex(chain.at(-1) ?? new Uint8Array())).toBe(party.anchor);
    expect(party.reveals.map((_, t) => hex(revealOf(chain, t)))).toEqual(party.reveals);
  });

  it.each(rounds)("round $round has its published key and number", ({ round, beacon, key, uniform_N3875 }) => {
    const reveals = parties.map((party) => fromHex(party.reveals[round] ?? ""));
    const found = roundKey({ drawId, freezeHash, round, reveals, beacon: fromHex(beacon) });
    expect(hex(found)).toBe(key);
    expect(String(keyedStream(found).uniform(N))).toBe(uniform_N3875);
  });

  it("one flipped bit of one reveal changes the number: 10,000 flips, 10,000 numbers", () => {
    const honest = parties.map((party) => fromHex(party.reveals[0] ?? ""));
    const numbers = new Set<bigint>();
    for (let trial = 0; trial < 10_000; trial += 1) {
      // The first 768 trials flip each single bit; later ones a bit of a round further on.
      const bit = trial % 768;
      const round = Math.floor(trial / 768);
      const reveals = honest.map((reveal) => reveal.slice());
      const target = reveals[Math.floor(bit / 256)] ?? new Uint8Array(32);
      const byte = Math.floor((bit % 256) / 8);
      target[byte] = (target[byte] ?? 0) ^ (1 << bit % 8);
      const beacon = new Uint8Array();
      const key = roundKey({ drawId, freezeHash, round, reveals, beacon });
      numbers.add(keyedStream(key).uniform(LARGE_N));
    }
    expect(numbers.size).toBe(10_000);
  });
});
