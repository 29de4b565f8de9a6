import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { redactBundle, saltedHash, verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { listed, manifestSchema, manifestEntry } from "@yuanping/shared/evidence/manifest.ts";
import { writeStoredZip } from "@yuanping/shared/evidence/stored-zip.ts";
import { canonicalize, fromUtf8, hex, leafHash, utf8 } from "@yuanping/shared/tlog/index.ts";
import { chanceOf } from "../../support/evaluation-room.ts";
import { entriesOf, failing, genuine, key, played } from "../../support/evidence/genuine.ts";

const salt = chanceOf("salt");
const redacted = redactBundle(genuine, salt);
const textOf = (bundle: Uint8Array): string =>
  fromUtf8(entriesOf(bundle).find(({ name }) => name === "events.ndjson")?.bytes ?? utf8(""));

/** The redacted bundle with its lines changed, and everything that needs no key made to fit. */
function withLines(change: (lines: readonly string[]) => readonly string[]): Uint8Array {
  const [manifest, ...files] = entriesOf(redacted);
  const lines = change(textOf(redacted).split("\n").slice(0, -1));
  const changed = files.map((file) =>
    file.name === "events.ndjson"
      ? { ...file, bytes: utf8(lines.map((line) => `${line}\n`).join("")) }
      : file,
  );
  const stated = manifestSchema.parse(JSON.parse(fromUtf8(manifest?.bytes ?? utf8("{}"))));
  const list = changed.map((file) => listed(file));
  return writeStoredZip([manifestEntry({ ...stated, files: list }), ...changed]);
}

const places = (type: string): readonly number[] =>
  played.records.flatMap(({ event }, place) => (event.type === type ? [place] : []));

describe("a redacted bundle", () => {
  it("holds no name, no ground and no talk", () => {
    const bytes = Buffer.from(redacted).toString("utf8");
    const names = played.state.tender.bidders.map(({ name }) => name);
    const talk = ["下午一点半继续", "见证完毕", "与招标人有经济利益关系", "投标文件-1.pdf"];
    const whole = Buffer.from(genuine).toString("utf8");
    for (const text of [...names, ...talk]) {
      expect([text, whole.includes(text), bytes.includes(text)]).toEqual([text, true, false]);
    }
  });

  it("verifies under the same root and signatures, and says of every check how far", async () => {
    const found = await verifyBundle(redacted, { trustedKeys: [key.vkey] });
    expect(found.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(found).toMatchObject({ ok: true, size: played.lines.length });
    const extents = Object.fromEntries(found.checks.map(({ name, extent }) => [name, extent]));
    expect(extents).toMatchObject({
      container: "whole",
      manifest: "whole",
      root: "whole",
      checkpoint: "whole",
      execution: "part",
      totals: "part",
      report: "none",
      closed: "whole",
    });
    const execution = found.checks.find(({ name }) => name === "execution");
    expect(execution?.detail).toContain("5 cannot be decided again");
    const root = found.checks.find(({ name }) => name === "root")?.detail;
    const whole = (await verifyBundle(genuine)).checks.find(({ name }) => name === "root")?.detail;
    expect(root).toBe(whole);
  });

  it("is the same bytes for the same salt, and other hashes for another", () => {
    expect(Buffer.compare(redactBundle(genuine, salt), redacted)).toBe(0);
    expect(Buffer.compare(redactBundle(genuine, chanceOf("other")), redacted)).not.toBe(0);
  });

  it("lets whoever is told salt and text see that it is this one", () => {
    expect(textOf(redacted)).toContain(`withheld:${saltedHash(salt, "甲建设公司")}`);
  });

  it("hides the ids of withheld commands, so that no name can be found by trying", () => {
    const [place = 0] = places("TenderOpened");
    const line = textOf(redacted).split("\n")[place] ?? "";
    expect(line).not.toContain(played.records[place]?.cause.id);
    const shown: Readonly<{ leaf: string }> = JSON.parse(line);
    expect(shown.leaf).toBe(hex(leafHash(utf8(played.lines[place] ?? ""))));
  });
});

describe("a redacted bundle that somebody altered", () => {
  const [said = 0] = places("Said");
  const [scored = 0] = places("ResultComputed");

  it.each([
    [
      "another leaf hash",
      () => withLines((lines) => lines.map((line) => line.replace(/^\{"leaf":"./u, '{"leaf":"0'))),
      "root",
    ],
    ["a withheld line dropped", () => withLines((lines) => lines.toSpliced(said, 1)), "root"],
    [
      "an event withheld that has nothing to withhold",
      () =>
        withLines((lines) => {
          const line = lines[scored] ?? "";
          const shown: unknown = JSON.parse(line);
          return lines.with(scored, canonicalize({ leaf: hex(leafHash(utf8(line))), shown }));
        }),
      "events",
    ],
    [
      "a name put back",
      () => withLines((lines) => lines.map((l) => l.replace(/withheld:[0-9a-f]{64}/u, "某公司"))),
      "events",
    ],
    [
      "a better total in a line that is whole",
      () => withLines((lines) => lines.map((line) => line.replaceAll("90.28", "99.28"))),
      "root",
    ],
    [
      "another speaker in what is shown of talk",
      () =>
        withLines((lines) =>
          lines.map((line, place) =>
            place === said
              ? line.replace('"role":"expert","session"', '"role":"host","session"')
              : line,
          ),
        ),
      "execution",
    ],
  ])("fails for %s", async (_what, make, check) => {
    expect(await failing(make(), [key.vkey])).toContain(check);
  });
});

describe("npm run redact", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "yuanping-redact-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => join(folder, name);
  const run = (command: string, ...words: readonly string[]) =>
    spawnSync(process.execPath, [resolve(`scripts/${command}.ts`), ...words], { encoding: "utf8" });

  it("writes a bundle that verify takes, and names what it could not check", () => {
    writeFileSync(at("bundle.zip"), genuine);
    expect(run("redact", at("bundle.zip"), "--out", at("r.zip"), "--salt", salt).status).toBe(0);
    expect(Buffer.compare(readFileSync(at("r.zip")), redacted)).toBe(0);
    const { status, stdout } = run("verify", at("r.zip"), "--lang", "en");
    expect(status).toBe(0);
    expect(stdout).toMatch(/withheld\s+Report/u);
    expect(stdout).toMatch(/in part\s+Every command, decided again/u);
    expect(stdout).toContain("Only the whole bundle can be checked in full");
    expect(stdout).not.toContain("Everything holds");
  });

  it("redacts nothing that does not hold, and nothing twice", () => {
    writeFileSync(at("bad.zip"), genuine.with(5000, (genuine[5000] ?? 0) ^ 1));
    writeFileSync(at("r.zip"), redacted);
    expect(run("redact", at("bad.zip"), "--out", at("x")).status).toBe(1);
    expect(run("redact", at("r.zip"), "--out", at("x")).status).toBe(1);
    expect(run("redact", at("bad.zip")).status).toBe(2);
    expect(run("redact", "--help").stdout).toContain("--salt");
  });
});
