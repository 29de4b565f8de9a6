import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { caseSchema, computeOutcome } from "@yuanping/shared/method/index.ts";
import { afterAll, describe, expect, it } from "vitest";
import { panelCase } from "../../support/method-case.ts";

const script = fileURLToPath(new URL("../../../scripts/score.ts", import.meta.url));
const published = fileURLToPath(new URL("../../cases/02-zhejiang-award.json", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "score-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });

const fileWith = (text: string): string => {
  const path = join(folder, "case.json");
  writeFileSync(path, text);
  return path;
};

const caseText = JSON.stringify(panelCase(["80", "90"]));

describe("the score command", { timeout: 30_000 }, () => {
  it("prints the outcome as one JSON object and leaves with 0", () => {
    const { status, stdout } = run(published);
    expect(status).toBe(0);
    const evaluation = caseSchema.parse(JSON.parse(readFileSync(published, "utf8")));
    expect(JSON.parse(stdout)).toEqual(computeOutcome(evaluation));
  });

  it("explains in Chinese unless asked for English", () => {
    expect(run(published, "--explain").stdout).toContain("总分 = 47.17 + 9.69");
    expect(run(published, "--explain", "--lang", "en").stdout).toContain("total = 47.17 + 9.69");
  });

  it("says how it is used", () => {
    expect(run("--help")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("--explain"),
    });
  });

  it.each([
    ["no file", []],
    ["two files", [published, published]],
    ["an unknown option", [published, "--fast"]],
    ["an unknown language", [published, "--lang", "fr"]],
    ["a file that is not there", [join(folder, "none.json")]],
    ["a folder", [folder]],
  ])("refuses %s with 2, in words, and prints nothing", (_, args) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.trim()).not.toBe("");
  });

  it("names the place of what is wrong in a file", () => {
    const { status, stdout, stderr } = run(fileWith(caseText.replace('"80"', '"8e1"')));
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^marks\.B1\.E1\.plan: must be a plain decimal string.*\n$/);
  });

  it("reads a file with a byte order mark and with colons in its texts", () => {
    const titled = caseText.replace("{", '{"title":"a: \\"b\\": c",');
    expect(run(fileWith(`\uFEFF${titled}`)).status).toBe(0);
  });
});
