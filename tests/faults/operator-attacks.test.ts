import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { disguises, secretsIn } from "../support/disguises.ts";
import { secretMarks, secretPrices } from "../support/server-case.ts";
import { asOwner, textDump } from "../support/server-database.ts";
import { Lot } from "../support/server-people.ts";
import { sharedServer } from "../support/server-process.ts";

const server = sharedServer();
let lot: Lot;

beforeAll(async () => {
  lot = await (await (await Lot.open(server().url)).checkIn()).beginScoring();
}, 120_000);
afterAll(() => lot?.close());

/** Every file below the folder but those of the key folder, which is kept away from the database on purpose. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.startsWith("keys"))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** The database as text, and the bytes of every file behind it, its write-ahead log among them. */
async function wholeStore(): Promise<readonly Buffer[]> {
  const { dataDir } = server();
  await asOwner(dataDir, (client) => client.query("checkpoint"));
  const files = filesOf(dataDir).map((path) => readFileSync(path));
  return [Buffer.from(await textDump(dataDir)), ...files];
}

const found = (parts: readonly Buffer[], secrets: readonly string[]): ReadonlySet<string> =>
  new Set(parts.flatMap((part) => secretsIn(part, secrets)));

test("the search would find a mark in each of the forms it might take", () => {
  for (const [index, form] of disguises("41.8837").entries())
    expect([index, secretsIn(Buffer.concat([Buffer.from("…"), form]), ["41.8837"])]).toEqual([
      index,
      ["41.8837"],
    ]);
});

test("who reads the whole database and all its files before the reveal finds no mark in any form", async () => {
  await lot.submit(0);
  await lot.submit(1);
  await lot.host.until(({ view }) => view.scoring.progress?.submitted === 2);
  const parts = await wholeStore();
  expect(parts.length).toBeGreaterThan(100);
  // Prices are open by now: the same search finds them.
  expect(found(parts, secretPrices)).toEqual(new Set(secretPrices));
  expect(found(parts, secretMarks.flat())).toEqual(new Set());
}, 120_000);

test("an event that is rewritten while the server runs is found in the bundle by everyone who verifies it", async () => {
  await lot.submit(2);
  await lot.finish();
  const stream = `evaluation/${lot.id}`;
  const before = await lot.supervisor.account.http.bundle(lot.id);
  expect(before.ok && (await verifyBundle(before.value)).ok).toBe(true);
  await asOwner(server().dataDir, async (client) => {
    await client.query("alter table event disable trigger append_only");
    const { rowCount } = await client.query(
      `update event set body = replace(body, $2, '99.0000') where stream = $1 and body like '%"type":"SheetOpened"%' and body like '%' || $2 || '%'`,
      [stream, secretMarks[0][0]],
    );
    expect(rowCount).toBeGreaterThan(0);
    await client.query("alter table event enable trigger append_only");
  });
  const after = await lot.supervisor.account.http.bundle(lot.id);
  if (!after.ok) throw new Error(after.refusal.en);
  const { ok, checks } = await verifyBundle(after.value);
  const failed = checks.filter((check) => !check.ok).map(({ name }) => name);
  expect(ok).toBe(false);
  expect(failed).toEqual(expect.arrayContaining(["chain", "checkpoint", "commitments"]));
}, 120_000);
