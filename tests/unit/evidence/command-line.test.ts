import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkTitles } from "@yuanping/shared/evidence/index.ts";
import { genuine, key, logKey, packed, played, textsWith } from "../../support/evidence/genuine.ts";

const folder = mkdtempSync(join(tmpdir(), "yuanping-verify-"));
afterAll(() => rmSync(folder, { recursive: true }));

function saved(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function verify(...words: readonly string[]) {
  const command = [resolve("scripts/verify.ts"), ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  return { status, stdout, stderr };
}

const good = saved("good.zip", genuine);
const damaged = saved("damaged.zip", genuine.with(5000, (genuine[5000] ?? 0) ^ 1));

describe("npm run verify", { timeout: 60_000 }, () => {
  it("answers 0 and a table in Chinese for a valid bundle", () => {
    const { status, stdout } = verify(good);
    expect(status).toBe(0);
    for (const { zh } of Object.values(checkTitles)) expect(stdout).toContain(zh);
    expect(stdout).not.toContain("不符  ");
    expect(stdout).toContain("甲建设公司");
  });

  it("answers in English when asked", () => {
    const { status, stdout } = verify(good, "--lang", "en", "--key", key.vkey);
    expect(status).toBe(0);
    expect(stdout).toContain("Every command, decided again");
    expect(stdout).toContain("by a key that you trust");
  });

  it("answers one JSON object for machines", () => {
    const { status, stdout } = verify(good, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      readable: true,
      evaluation: played.evaluation,
      size: played.lines.length,
    });
  });

  it("answers 1 for a bundle that was altered, and says where", () => {
    const { status, stdout } = verify(damaged, "--lang", "en");
    expect(status).toBe(1);
    expect(stdout).toMatch(/FAILED\s+Container is canonical\s+byte \d+/u);
  });

  it("answers 1 when none of the trusted keys has signed", async () => {
    const other = await logKey("other");
    expect(verify(good, "--key", other.vkey).status).toBe(1);
    expect(verify(good, "--key", other.vkey, "--key", key.vkey).status).toBe(0);
  });

  it("answers 2 for what cannot be read", () => {
    expect(verify(join(folder, "nowhere.zip")).status).toBe(2);
    expect(verify(folder).status).toBe(2);
    expect(verify(saved("empty.zip", "")).status).toBe(2);
    expect(verify(saved("text.zip", "not a bundle\n".repeat(99))).status).toBe(2);
    expect(verify(saved("empty.zip", ""), "--json").stdout).toContain('"readable":false');
  });

  it("answers 2 for arguments that make no sense", () => {
    expect(verify().status).toBe(2);
    expect(verify(good, good).status).toBe(2);
    expect(verify(good, "--lang", "fr").status).toBe(2);
    expect(verify(good, "--key", "nonsense").status).toBe(2);
    expect(verify(good, "--unknown").status).toBe(2);
  });

  it("explains itself", () => {
    const { status, stdout } = verify("--help");
    expect(status).toBe(0);
    expect(stdout).toContain("--key");
  });

  it("lets no control character of a hostile bundle reach the terminal", () => {
    const line = '{"\\u001b[2J":1}\n\u001b[2J\n';
    const hostile = packed(textsWith({ "events.ndjson": line }), { version: "\u001b[2J" });
    const { status, stdout } = verify(saved("hostile.zip", hostile), "--lang", "en");
    expect(status).toBe(1);
    expect(stdout).not.toContain("\u001b");
  });
});
