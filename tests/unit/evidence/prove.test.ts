import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { proveEvent, verifyEventProof } from "@yuanping/shared/evidence/index.ts";
import { parseTlogProof } from "@yuanping/shared/tlog/index.ts";
import { genuine, key, logKey, played } from "../../support/evidence/genuine.ts";

const { lines } = played;
const folder = mkdtempSync(join(tmpdir(), "yuanping-prove-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

function run(command: string, ...words: readonly string[]) {
  const all = ["--disable-warning=ExperimentalWarning", resolve(`scripts/${command}.ts`), ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("the proof of one event", () => {
  it("is there for every event, and holds with the log's key", async () => {
    for (const [seq, line] of lines.entries()) {
      const made = proveEvent(genuine, seq);
      expect(made.event).toBe(line);
      const { record, size } = await verifyEventProof(made, [key.vkey]);
      expect([record.seq, size]).toEqual([seq, BigInt(lines.length)]);
    }
  }, 60_000);

  it("holds for no other event, no other place, no other key", async () => {
    const { event, proof } = proveEvent(genuine, 60);
    const other = await logKey("other");
    await expect(verifyEventProof({ event: lines[61] ?? "", proof }, undefined)).rejects.toThrow(
      "leads to another root",
    );
    await expect(verifyEventProof({ event: `${event} `, proof }, undefined)).rejects.toThrow(
      "evidence.proof-event",
    );
    const moved = proof.replace("index 60", "index 61");
    await expect(verifyEventProof({ event, proof: moved }, undefined)).rejects.toThrow(
      "leads to another root",
    );
    await expect(verifyEventProof({ event, proof }, [other.vkey])).rejects.toThrow(
      /checkpoint|note/u,
    );
  });

  it("needs a key from elsewhere when it brings none", async () => {
    const { event, proof } = proveEvent(genuine, 3);
    const bare = proof.replace(/^extra .*\n/mu, "");
    expect(parseTlogProof(bare).extra).toBeUndefined();
    await expect(verifyEventProof({ event, proof: bare }, undefined)).rejects.toThrow(
      "evidence.proof-key",
    );
    expect((await verifyEventProof({ event, proof: bare }, [key.vkey])).isTrusted).toBe(true);
  });

  it("is not made of what is no bundle, nor of an event that is not there", () => {
    expect(() => proveEvent(new Uint8Array(99), 0)).toThrow("evidence.no-bundle");
    expect(() => proveEvent(genuine, lines.length)).toThrow("evidence.no-such-event");
  });
});

describe("npm run prove", { timeout: 60_000 }, () => {
  const bundle = at("bundle.zip");
  writeFileSync(bundle, genuine);

  it("writes a proof and its event, which verify finds to hold", () => {
    const made = run("prove", bundle, "60", "--out", at("p"), "--event", at("e"));
    expect(made).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(readFileSync(at("e"), "utf8")).toBe(`${lines[60]}\n`);
    const found = run("verify", "--proof", at("p"), "--event", at("e"), "--key", key.vkey);
    expect(found.status).toBe(0);
    expect(found.stdout).toContain("已证明");
    const { status, stdout } = run("verify", "--proof", at("p"), "--event", at("e"), "--json");
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { ok: true, seq: 60, isTrusted: false },
    ]);
  });

  it("says so when the event is another than was proven", () => {
    run("prove", bundle, "60", "--out", at("p"));
    writeFileSync(at("other"), `${lines[61]}\n`);
    const words = ["--proof", at("p"), "--event", at("other"), "--lang", "en"];
    const { status, stdout } = run("verify", ...words);
    expect([status, stdout]).toEqual([1, expect.stringContaining("Not proven")]);
  });

  it("answers 1 for an event that is not there, 2 for arguments that make no sense", () => {
    expect(run("prove", bundle, "100000").status).toBe(1);
    expect(run("prove", bundle, "-1").status).toBe(2);
    expect(run("prove", bundle).status).toBe(2);
    expect(run("prove", at("nowhere"), "1").status).toBe(2);
    expect(run("verify", "--proof", at("p")).status).toBe(2);
    expect(run("prove", "--help").stdout).toContain("tlog-proof");
  });
});
