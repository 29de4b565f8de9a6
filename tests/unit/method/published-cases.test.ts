import { readdirSync, readFileSync } from "node:fs";
import { caseSchema, computeOutcome } from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";

const folder = new URL("../../cases/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe("published cases", () => {
  it("finds the cases", () => {
    expect(files.length).toBeGreaterThanOrEqual(4);
  });

  it.each(files)("%s comes out as published, to the digit", (name) => {
    const evaluation = caseSchema.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8")));
    const expected = evaluation.expected ?? {};
    expect(Object.keys(expected).length).toBeGreaterThan(0);
    expect(computeOutcome(evaluation).bids).toMatchObject(expected);
  });
});
