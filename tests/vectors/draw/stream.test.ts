import { createHash, createHmac, hkdfSync } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { panelAt } from "@yuanping/shared/draw/draw.ts";
import { hkdfSha256, hmacSha256 } from "@yuanping/shared/draw/hmac.ts";
import { isDrawRefusal, keyedStream } from "@yuanping/shared/draw/index.ts";
import { countDraw, prepareDraw } from "@yuanping/shared/draw/prepare.ts";
import { problemOf } from "@yuanping/shared/draw/problem.ts";
import { fromHex, hex } from "@yuanping/shared/tlog/encoding.ts";
import { drawVectors, smallRequest } from "./draw-vectors.ts";

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

const { stream: published, small_uniform: small } = drawVectors;

describe("the keyed stream", () => {
  it("begins with the published bytes, however they are asked for", () => {
    const whole = keyedStream(fromHex(published.key)).bytes(96);
    expect(hex(whole)).toBe(published.first_96_bytes);
    const pieces = keyedStream(fromHex(published.key));
    const joined = [1, 31, 5, 59].map((count) => hex(pieces.bytes(count))).join("");
    expect(joined).toBe(published.first_96_bytes);
  });

  it("gives the published numbers in sequence", () => {
    const stream = keyedStream(fromHex(published.key));
    const numbers = published.uniform_in_sequence.map(({ N }) => String(stream.uniform(BigInt(N))));
    expect(numbers).toEqual(published.uniform_in_sequence.map(({ U }) => U));
  });

  it("spends no byte on a choice of one", () => {
    const stream = keyedStream(fromHex(published.key));
    expect(stream.uniform(1n)).toBe(0n);
    expect(hex(stream.bytes(96))).toBe(published.first_96_bytes);
  });

  it("gives 200,000 numbers whose chi-square is exactly the published one", () => {
    const { draws, chi2, df } = small.chi_square;
    const N = df + 1;
    const stream = keyedStream(createHash("sha256").update("chi").digest());
    const hits = new Uint32Array(N);
    for (let i = 0; i < draws; i += 1) {
      const U = Number(stream.uniform(BigInt(N)));
      hits[U] = (hits[U] ?? 0) + 1;
    }
    const expected = draws / N;
    const found = hits.reduce((sum, hit) => sum + (hit - expected) ** 2 / expected, 0);
    expect(found.toFixed(3)).toBe(chi2.toFixed(3));

    const z = panelScores(hits, draws);
    expect(z.length).toBe(Object.keys(small.inclusion_counts).length);
    expect(Math.max(...z.map(Math.abs))).toBeLessThan(4.5);
  });
});

/** Standard scores of how often each expert took each seat, against the exact chances. */
function panelScores(hits: Uint32Array, draws: number): readonly number[] {
  const prepared = prepareDraw(problemOf(smallRequest()));
  if (isDrawRefusal(prepared)) throw new Error(prepared.detail);
  const draw = countDraw(prepared);
  const seen = new Map<string, number>();
  for (const [U, hit] of hits.entries()) {
    for (const { seat, member } of panelAt(draw, BigInt(U))) {
      const label = `${seat}:${member.ref}`;
      seen.set(label, (seen.get(label) ?? 0) + hit);
    }
  }
  return Object.entries(small.inclusion_counts).map(([label, panels]) => {
    const chance = panels / Number(small.N);
    return ((seen.get(label) ?? 0) - draws * chance) / Math.sqrt(draws * chance * (1 - chance));
  });
}

describe("HMAC and HKDF agree with the platform's own", () => {
  it.each([0, 1, 32, 63, 64, 65, 200])("for keys of %i bytes", (length) => {
    const key = Uint8Array.from({ length }, (_, i) => i * 7);
    const message = Uint8Array.from({ length: length * 3 + 1 }, (_, i) => i);
    expect(hex(hmacSha256(key, message))).toBe(createHmac("sha256", key).update(message).digest("hex"));
    const platform = new Uint8Array(hkdfSync("sha256", message, key, "info", 80));
    expect(hex(hkdfSha256(message, key, Buffer.from("info"), 80))).toBe(hex(platform));
  });
});
