import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { PoolEntry } from "@yuanping/shared/draw/index.ts";
import { drawVectors, smallRequest, vectorFile } from "../../vectors/draw/draw-vectors.ts";

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

const program = fileURLToPath(new URL("../../../scripts/draw.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "draw-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { from_stream_key: published, N } = drawVectors.small_uniform;
const { spec, pool } = smallRequest();
const specFile = file("spec.json", JSON.stringify(spec, null, 2));
const HEADER = "id,specialties,region,employer";

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function rowOf({ ref, specialties, region, employer }: PoolEntry): string {
  return `${ref},${specialties.join("|")},${region},${employer ?? ""}`;
}

function csv(rows: readonly string[], header = HEADER): string {
  return [header, ...rows, ""].join("\n");
}

function draw(...options: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...options], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
}

const rows = pool.map(rowOf);
const poolFile = file("pool.csv", csv(rows));

describe("the draw command", () => {
  it("draws the published panel from the published seed", () => {
    const { status, stdout } = draw(
      "--spec",
      specFile,
      "--pool",
      poolFile,
      "--seed",
      published.key,
    );
    const panel = published.panel.split(" ").map((pair) => ({ seat: pair[0], id: pair.slice(2) }));
    expect(JSON.parse(stdout)).toEqual({ N, U: published.U, rejected: [], panel });
    expect(status).toBe(0);
  });

  it("prints the same bytes whatever the order of the rows and the line ends", () => {
    const turned = file("turned.csv", `\uFEFF${csv(rows.toReversed()).replaceAll("\n", "\r\n")}`);
    const options = ["--spec", specFile, "--seed", published.key, "--chances"];
    const first = draw(...options, "--pool", poolFile);
    expect(first.stdout).toContain(`"chance":"882/${N}"`);
    expect(draw(...options, "--pool", turned).stdout).toBe(first.stdout);
  });

  it("counts the 1,000-expert pool as the independent program does", () => {
    const big = file("big.json", JSON.stringify(drawVectors.cross_implementation.spec));
    const thousand = file("thousand.csv", vectorFile("pool-1000.csv"));
    expect(draw("--spec", big, "--pool", thousand, "--count")).toEqual({
      status: 0,
      stdout: `{"N":"${drawVectors.cross_implementation.N}"}\n`,
      stderr: "",
    });
  });

  it("uses the weights in the file unless the law is uniform", () => {
    const { weights, Z } = drawVectors.small_weighted;
    const weighted = pool.map((entry) => `${rowOf(entry)},${weights[entry.ref]}`);
    const path = file("weighted.csv", csv(weighted, `${HEADER},weight`));
    const count = (...more: string[]) =>
      draw("--spec", specFile, "--pool", path, "--count", ...more).stdout;
    expect(count()).toBe(`{"N":"${Z}"}\n`);
    expect(count("--law", "equal")).toBe(`{"N":"${Z}"}\n`);
    expect(count("--law", "uniform")).toBe(`{"N":"${N}"}\n`);
  });

  it("fits weights for the equal law when the file has none, the same ones every time", () => {
    const options = [
      "--spec",
      specFile,
      "--pool",
      poolFile,
      "--law",
      "equal",
      "--seed",
      published.key,
    ];
    const first = draw(...options);
    expect(first.status).toBe(0);
    expect(draw(...options).stdout).toBe(first.stdout);
  });

  it("prints N = 0 when counting, with the reason beside it", () => {
    const few = file("few.csv", csv(rows.slice(0, 3)));
    const { status, stdout, stderr } = draw("--spec", specFile, "--pool", few, "--count");
    expect({ status, stdout }).toEqual({ status: 0, stdout: '{"N":"0"}\n' });
    expect(stderr).toContain("2 experts hold 0, 3 are needed");
  });

  it("explains itself", () => {
    const { status, stdout } = draw("--help");
    expect(status).toBe(0);
    for (const option of [
      "--spec",
      "--pool",
      "--seed",
      "--law",
      "--count",
      "--chances",
      "--json",
    ]) {
      expect(stdout).toContain(option);
    }
  });
});

describe("the draw command refuses, says where, draws nothing and exits with 2, given", () => {
  const seed = ["--seed", published.key];
  const withRow = (row: string | Buffer) =>
    Buffer.concat([Buffer.from(csv(rows)), Buffer.from(row), Buffer.from("\n")]);

  it.each([
    ["an id twice", withRow("e01,0,0,"), "26:1: id e01 already stands on line 2"],
    ["an unknown specialty", withRow("x,0|nope,0,"), '26:5: unknown specialty "nope"'],
    ["an unknown region", withRow("x,0,nope,"), '26:5: unknown region "nope"'],
    ["bytes that are not UTF-8", withRow(Buffer.from([120, 44, 48, 255])), "26:4: not valid UTF-8"],
    ["too few fields", withRow("x,0,0"), "26:1: 3 fields instead of 4"],
    ["a stray quote", withRow('x,0"0,0,'), "26:4: a quote is out of place"],
    ["an empty id", withRow(",0,0,"), "26:1: the id is empty"],
    [
      "another header",
      "id,region,specialties,employer\n",
      '1:4: expected column specialties, found "region"',
    ],
    ["no header", "", "1:1: expected column id"],
    [
      "a weight of zero",
      csv(["x,0,0,,0"], `${HEADER},weight`),
      '2:8: weight "0" is not 1..4294967295',
    ],
    [
      "ten million rows",
      `${HEADER}\n${"1,0,0,\n".repeat(2_000_001)}`,
      "2000002:1: more than 2000000 rows",
    ],
  ])("%s", (name, content, message) => {
    const path = file(`${name.replaceAll(" ", "-")}.csv`, Buffer.from(content));
    const { status, stdout, stderr } = draw("--spec", specFile, "--pool", path, ...seed);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  const text = JSON.stringify(spec, null, 2);
  it.each([
    ["text that is not JSON", `${text.slice(0, -2)},,}`, /:\d+:\d+: not JSON/u],
    ["a negative bound", text.replace('"max": 2', '"max": -2'), /:20:14: regions\.0\.max: /u],
    ["an unknown key", text.replace('"max": 2', '"top": 2'), /:17:5: regions\.0/u],
    [
      "more needed than permitted",
      text.replace('"min": 1', '"min": 4'),
      /:22:5: regions\.1: draw\.contradictory/u,
    ],
    [
      "a region in an unknown one",
      text.replace('"max": 2', '"max": 2, "parent": "x"'),
      /:17:5: regions\.0: draw\.bad-spec/u,
    ],
  ])("a spec with %s", (name, content, message) => {
    const path = file(`${name.replaceAll(" ", "-")}.json`, content);
    const { status, stdout, stderr } = draw("--spec", path, "--pool", poolFile, ...seed);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  it.each([
    [
      "a seed of 31 bytes",
      ["--seed", published.key.slice(2)],
      "62 hex digits (31 bytes) instead of 64",
    ],
    [
      "a seed that is not hexadecimal",
      ["--seed", `${published.key.slice(1)}g`],
      "--seed:1:64: not hexadecimal",
    ],
    ["an unknown law", ["--law", "fair", "--count"], '"fair" is neither equal nor uniform'],
    ["an unknown option", ["--fast"], "Unknown option '--fast'"],
    ["nothing to do", [], "give --seed to draw, or --count"],
  ])("%s", (_, options, message) => {
    const { status, stdout, stderr } = draw("--spec", specFile, "--pool", poolFile, ...options);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("a device without end, without filling memory", () => {
    const { status, stderr } = draw("--spec", specFile, "--pool", "/dev/zero", "--count");
    expect(status).toBe(2);
    expect(stderr).toContain("larger than 256 MiB");
  });

  it("a file of a gigabyte, without reading it", () => {
    const path = file("sparse.csv", csv(rows));
    truncateSync(path, 2 ** 30);
    // The whole program in 64 MB beside the code: the file is never held.
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--max-old-space-size=64", program, "--spec", specFile, "--pool", path, "--count"],
      { encoding: "utf8" },
    );
    expect({ status, stderr }).toEqual({ status: 2, stderr: `${path}: larger than 256 MiB\n` });
  });

  it("a pool without any valid panel, naming the nearest change", () => {
    const few = file("none.csv", csv(rows.slice(0, 15)));
    const { status, stdout, stderr } = draw("--spec", specFile, "--pool", few, ...seed, "--json");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(JSON.parse(stderr).refused.message).toContain(
      "set the minimum of region 2 to 0 instead of 1",
    );
  });
});

describe("the draw of numbers", () => {
  const seed = "ab".repeat(32);
  const sets = (numbers: unknown) => file("numbers.json", JSON.stringify({ numbers }, null, 2));

  it("counts the ways, and draws the same one from the same seed", () => {
    const path = sets([
      { name: "k", from: ["0.95", "0.96"] },
      { name: "desk", from: ["1", "2", "3"], count: 3 },
    ]);
    expect(draw("--numbers", path, "--count")).toMatchObject({ status: 0, stdout: '{"N":"12"}\n' });
    const drawn = draw("--numbers", path, "--seed", seed);
    expect(JSON.parse(drawn.stdout)).toEqual({
      N: "12",
      U: "8",
      drawn: [
        { name: "k", values: ["0.96"] },
        { name: "desk", values: ["2", "1", "3"] },
      ],
    });
    expect(draw("--numbers", path, "--seed", seed)).toEqual(drawn);
  });

  it.each<[string, unknown, RegExp]>([
    ["a number twice, however it is written", [{ name: "k", from: ["0.9", "0.90"] }], /:5:15/u],
    ["what is no number", [{ name: "k", from: ["0.9", "1e3"] }], /:7:9/u],
    ["more than the set holds", [{ name: "k", from: ["1"], count: 2 }], /:\d+:\d+/u],
    [
      "a set twice",
      [
        { name: "k", from: ["1"] },
        { name: "k", from: ["2"] },
      ],
      /:10:15/u,
    ],
    ["no sets", [], /:\d+:\d+/u],
  ])("refuses %s, with its place, and draws nothing", (_, numbers, place) => {
    const refused = draw("--numbers", sets(numbers), "--seed", seed);
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toMatch(place);
  });

  it("goes with nothing that belongs to a panel, and needs a seed of 32 bytes", () => {
    const path = sets([{ name: "k", from: ["1", "2"] }]);
    expect(draw("--numbers", path, "--seed", seed, "--pool", poolFile).status).toBe(2);
    expect(draw("--numbers", path).status).toBe(2);
    expect(draw("--numbers", path, "--seed", "abcd").stderr).toContain("--seed");
  });
});
