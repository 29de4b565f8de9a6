import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { base64, consistencyProof, HashTree, leafHash, utf8 } from "@yuanping/shared/tlog/index.ts";
import { key, logKey } from "../../support/evidence/genuine.ts";

const entries = (count: number, word = "entry"): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${word} ${n}`);

/** What the log shows at the moment; a test changes it as an operator would. */
let lines = entries(5);
let signer = key;
const changes = "";
let server: Server;
let url = "";
const folder = mkdtempSync(join(tmpdir(), "yuanping-monitor-"));

async function answer(path: string, query: URLSearchParams): Promise<string | undefined> {
  const tree = new HashTree(lines.map((line) => leafHash(utf8(line))));
  if (path === "/api/log/keys") return `${key.vkey}\n`;
  if (path === "/api/log/key-changes") return changes;
  if (path === "/api/log/checkpoint") return signer.signHead("ledger", lines);
  if (path !== "/api/log/consistency") return undefined;
  const proof = consistencyProof(tree, Number(query.get("from")), Number(query.get("to")));
  return proof.map((hash) => `${base64(hash)}\n`).join("");
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://log");
    void answer(pathname, searchParams).then((text) =>
      response.writeHead(text === undefined ? 404 : 200).end(text),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  url = `http://127.0.0.1:${address.port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function monitor(...words: readonly string[]) {
  const command = [
    "--disable-warning=ExperimentalWarning",
    resolve("scripts/monitor.ts"),
    ...words,
  ];
  return new Promise<Readonly<{ status: unknown; stdout: string; stderr: string }>>((done) => {
    execFile(process.execPath, command, (error, stdout, stderr) =>
      done({ status: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

const once = (state: string, ...words: readonly string[]) =>
  monitor(url, "--once", "--state", join(folder, state), ...words);

/** Has a monitor see five entries, then shows it something else; what it says of that. */
async function after(state: string, change: () => void) {
  [lines, signer] = [entries(5), key];
  expect(await once(state)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/first 5\n/u),
  });
  change();
  return once(state);
}

describe("npm run monitor", { timeout: 60_000 }, () => {
  it("follows a log that stays, and one that grows", async () => {
    expect((await after("grows", () => undefined)).stdout).toMatch(/same 5\n/u);
    lines = entries(12);
    const grown = await once("grows");
    expect([grown.status, grown.stdout]).toEqual([0, expect.stringMatching(/grown 12\n/u)]);
  });

  it.each([
    ["an entry was changed", () => (lines = entries(5, "other")), "two heads of 5 events"],
    ["entries were taken back", () => (lines = entries(3)), "went back from 5 events to 3"],
    ["a changed log grew", () => (lines = entries(9, "other")), "do not extend the 5"],
  ])("raises an alarm when %s, and keeps both heads", async (name, change, reason) => {
    const { status, stdout } = await after(name, change);
    expect([status, stdout]).toEqual([1, expect.stringContaining(reason)]);
    const kept = readFileSync(join(folder, `${name}.alarm-1.txt`), "utf8");
    expect(kept).toContain(reason);
    expect(kept).toContain(await key.signHead("ledger", entries(5)));
    expect(kept).toContain(await key.signHead("ledger", lines));
  });

  it("raises an alarm when another key signs", async () => {
    const other = await logKey("other");
    const { status, stdout } = await after("key", () => (signer = other));
    expect([status, stdout]).toEqual([1, expect.stringContaining("not signed by the log's key")]);
  });

  it("believes the keys it is given before those that the server names", async () => {
    [lines, signer] = [entries(5), key];
    const other = await logKey("other");
    expect((await once("given", "--key", other.vkey)).status).toBe(1);
    expect((await once("given", "--key", key.vkey)).status).toBe(0);
  });

  it("answers 2 when nothing can be known, and explains itself", async () => {
    expect((await once("none", "--evaluation", "nothing")).status).toBe(2);
    expect((await monitor("no url", "--once")).status).toBe(2);
    expect((await monitor()).status).toBe(2);
    expect((await monitor("--help")).stdout).toContain("--state");
  });
});
