import { describe, expect, it } from "vitest";
import { fromHex } from "@yuanping/shared/tlog/encoding.ts";
import { chanceRanges, seatChances } from "@yuanping/shared/draw/chances.ts";
import { panelAt } from "@yuanping/shared/draw/draw.ts";
import {
  drawPanel,
  drawSpecSchema,
  isDrawRefusal,
  redraw,
  type DrawRequest,
  type DrawResult,
  type PanelSeat,
} from "@yuanping/shared/draw/index.ts";
import { countDraw, prepareDraw, type CountedDraw } from "@yuanping/shared/draw/prepare.ts";
import { problemOf } from "@yuanping/shared/draw/problem.ts";
import { rankPanel } from "@yuanping/shared/draw/rank.ts";
import { drawVectors, publicRequest, smallRequest, vectorFile } from "./draw-vectors.ts";

const { small_uniform: small, small_weighted: weighted, substitution } = drawVectors;

function counted(request: DrawRequest): CountedDraw {
  const prepared = prepareDraw(problemOf(request));
  if (isDrawRefusal(prepared)) throw new Error(prepared.detail);
  return countDraw(prepared);
}

function textAt(draw: CountedDraw, U: string): string {
  return panelAt(draw, BigInt(U))
    .map(({ seat, member }) => `${seat}:${member.ref}`)
    .join(" ");
}

function parsePanel(text: string): readonly PanelSeat[] {
  return text.split(" ").map((pair) => {
    const [seat = "", ref = ""] = pair.split(":");
    return { seat, ref };
  });
}

function drawn(outcome: ReturnType<typeof drawPanel>): DrawResult {
  if (isDrawRefusal(outcome)) throw new Error(outcome.detail);
  return outcome;
}

describe("the 24-expert instance", () => {
  const draw = counted(smallRequest());

  it("has N valid panels, and every cell's classes and counts are as published", () => {
    expect(String(draw.N)).toBe(small.N);
    for (const { cell, classes, poly } of small.structure) {
      const node = draw.counted.parts[cell]?.node;
      if (node?.kind !== "cell") throw new Error("not a cell");
      const found = node.classes.map(({ members }) => ({
        sig: members.seatWeights.map(String),
        employers: members.groups.map((group) => group.key),
      }));
      expect(found).toEqual(classes);
      const terms = node.terms.map((term) => [
        draw.space.digitsOf(term.state).join(","),
        String(term.value),
      ]);
      expect(Object.fromEntries(terms)).toEqual(poly);
    }
  });

  it.each(small.unrank)("panel $U is $panel, and ranks back", ({ U, panel }) => {
    expect(textAt(draw, U)).toBe(panel);
    expect(String(rankPanel(draw, parsePanel(panel)))).toBe(U);
  });

  it("gives every expert the published number of panels", () => {
    const counts = [...seatChances(draw)].map(({ seat, ref, weight }) => [`${seat}:${ref}`, Number(weight)]);
    expect(Object.fromEntries(counts)).toEqual(small.inclusion_counts);
  });

  it("draws the published panel from the published key", () => {
    const { key, U, panel } = small.from_stream_key;
    const result = drawn(drawPanel(smallRequest(), fromHex(key)));
    expect(result).toEqual({ N: small.N, U, rejected: [], panel: parsePanel(panel) });
  });

  it("draws in proportion to weights: total, panels and chances as published", () => {
    const heavy = counted(smallRequest(weighted.weights));
    expect(String(heavy.N)).toBe(weighted.Z);
    for (const { U, panel } of weighted.unrank) expect(textAt(heavy, U)).toBe(panel);
    const chances = [...seatChances(heavy)].map(({ seat, ref, weight }) => [`${seat}:${ref}`, String(weight)]);
    expect(Object.fromEntries(chances)).toEqual(weighted.inclusion_weight);
  });

  it("has exactly the published substitutes when one member declines", () => {
    const keep = parsePanel(substitution.panel).filter(
      ({ seat, ref }) => `${seat}:${ref}` !== substitution.declined,
    );
    const exclude = [substitution.declined.slice(2)];
    const seen = new Set<string>();
    for (let i = 0; i < 64; i += 1) {
      const key = new Uint8Array(32).fill(i);
      const result = drawn(redraw({ ...smallRequest(), keep, exclude }, key));
      expect(result.N).toBe(substitution.N);
      for (const { seat, ref } of result.panel) seen.add(`${seat}:${ref}`);
    }
    expect([...seen].toSorted()).toEqual(substitution.candidates_after_exclusion);
  });
});

it("counts the 1,000-expert pool as the independent program does", () => {
  const pool = vectorFile("pool-1000.csv")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [ref = "", specialties = "", region = "", employer = ""] = line.split(",");
      return {
        ref,
        specialties: specialties.split("|"),
        region,
        employer: employer === "" ? null : employer,
        weight: 1,
      };
    });
  const spec = drawSpecSchema.parse(drawVectors.cross_implementation.spec);
  expect(String(counted({ spec, pool, law: "uniform" }).N)).toBe(drawVectors.cross_implementation.N);
});

describe("the public instances", () => {
  const published = drawVectors.public_instances.example_small_20;

  it("example_small has the published count and uniform chances", () => {
    const draw = counted(publicRequest(99, 20, 9));
    expect(String(draw.N)).toBe(published.N);
    const [range] = chanceRanges(draw);
    const scaled = (weight: bigint | undefined): number => Number(((weight ?? 0n) * 10n ** 15n) / draw.N) / 1e15;
    expect(scaled(range?.smallest)).toBeCloseTo(published.uniform_P.FC, 12);
    expect(scaled(range?.largest)).toBeCloseTo(published.uniform_P.FL, 12);
  });

  it("example_large has a 931-bit count and 6.9404 % as its smallest uniform chance", () => {
    const draw = counted(publicRequest(999, 200, 99));
    expect(draw.N.toString(2).length).toBe(931);
    const smallest = chanceRanges(draw)[0]?.smallest ?? 0n;
    expect(Number((smallest * 10n ** 9n) / draw.N) / 1e9).toBeCloseTo(0.069404, 6);
  });
});
