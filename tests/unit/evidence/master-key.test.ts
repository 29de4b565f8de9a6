import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { memoryVaultStore } from "../../../server/src/adapters/memory/index.ts";
import { DocumentFolder } from "../../../server/src/documents/document-folder.ts";
import { documentKeyIn } from "../../../server/src/evidence/data-key.ts";
import { fingerprintOf } from "../../../server/src/evidence/key-fingerprint.ts";
import { isSealedUnder, loadLogKey } from "../../../server/src/evidence/log-key.ts";
import { linkFormer, writeNext } from "../../../server/src/evidence/master-key-files.ts";
import {
  firstMasterKey,
  fittingMasterKey,
  settledMasterKey,
} from "../../../server/src/evidence/master-key.ts";
import { derivedKey } from "../../../server/src/evidence/secret-box.ts";
import { SecretAltered, Vault } from "../../../server/src/evidence/vault.ts";

const keyOf = (byte: number): Buffer => Buffer.alloc(32, byte);
const [former, next, stranger] = [keyOf(1), keyOf(2), keyOf(3)];

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yuanping-key-"));
  path = join(folder, "master.key");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A store that is sealed under one key. */
const sealedUnder = (right: Buffer) => async (key: Uint8Array) => right.equals(key);
const bytesIn = (name: string): Buffer => readFileSync(join(folder, name));
const names = (): string[] =>
  readdirSync(folder).map((name) => name.replace(/\d{4}(-\d\d){2}/, "DAY"));
const formerName = `master.key.former-DAY-${fingerprintOf(former)}`;
const unusedName = `master.key.unused-${fingerprintOf(next)}`;

const stops: readonly Readonly<{
  at: string;
  begin: () => Promise<unknown>;
  right: Buffer;
  left: readonly string[];
}>[] = [
  { at: "before anything", begin: async () => {}, right: former, left: ["master.key"] },
  {
    at: "once the next key is written",
    begin: () => writeNext(path, next),
    right: former,
    left: ["master.key", unusedName],
  },
  {
    at: "once the former has its second name",
    begin: async () => {
      await writeNext(path, next);
      await linkFormer(path);
    },
    right: former,
    left: ["master.key", unusedName],
  },
  {
    at: "once the database has taken the next",
    begin: async () => {
      await writeNext(path, next);
      await linkFormer(path);
    },
    right: next,
    left: ["master.key", formerName],
  },
  {
    at: "then, and somebody took the former's second name away",
    begin: () => writeNext(path, next),
    right: next,
    left: ["master.key", formerName],
  },
  {
    at: "then, and the former file is gone",
    begin: async () => {
      await writeNext(path, next);
      rmSync(path);
    },
    right: next,
    left: ["master.key"],
  },
];

describe("a change of the master key that stopped", () => {
  test.each(stops)("$at leaves the key that opens the store in its place", async (stop) => {
    writeFileSync(path, former, { mode: 0o600 });
    await stop.begin();
    expect(stop.right.equals(await settledMasterKey(path, sealedUnder(stop.right)))).toBe(true);
    expect(stop.right.equals(bytesIn("master.key"))).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(names()).toEqual(stop.left);
    // Settling twice has one effect.
    await settledMasterKey(path, sealedUnder(stop.right));
    expect(names()).toEqual(stop.left);
  });

  test("throws no key away that another copy of the store may be sealed under", async () => {
    writeFileSync(path, former);
    await writeNext(path, next);
    await settledMasterKey(path, sealedUnder(former));
    const error = await settledMasterKey(path, sealedUnder(next)).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "master-key.other" });
    expect(error.message).toContain(join(folder, unusedName));
    expect(next.equals(bytesIn(unusedName))).toBe(true);
  });

  test("replaces the file itself where the setting names a link to it", async () => {
    const real = join(folder, "real.key");
    writeFileSync(real, former);
    symlinkSync(real, path);
    await writeNext(path, next);
    await settledMasterKey(path, sealedUnder(next));
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(next.equals(readFileSync(real))).toBe(true);
  });
});

describe("a key file that is not the store's", () => {
  test("is named with its fingerprint in both languages, and nothing is touched", async () => {
    writeFileSync(path, stranger);
    await writeNext(path, next);
    for (const open of [settledMasterKey, fittingMasterKey]) {
      const error = await open(path, sealedUnder(former)).catch((thrown) => thrown);
      expect(error.message).toMatch(
        /master-key\.other.*主密钥已更换[^]*the master key was changed/u,
      );
      expect(error.message).toContain(fingerprintOf(stranger));
    }
    expect(names()).toEqual(["master.key", "master.key.next"]);
    expect(stranger.equals(bytesIn("master.key"))).toBe(true);
  });

  test("is told apart from one that lies beside it and fits: the database is from before a change", async () => {
    writeFileSync(path, former);
    const old = await linkFormer(path);
    await writeNext(path, next);
    renameSync(`${path}.next`, path);
    await expect(fittingMasterKey(path, sealedUnder(former))).rejects.toThrow(old);
  });

  test("is refused where it is missing or no key at all", async () => {
    await expect(settledMasterKey(path, sealedUnder(former))).rejects.toThrow("not at");
    writeFileSync(path, "too short");
    await expect(settledMasterKey(path, sealedUnder(former))).rejects.toThrow("32 bytes");
    expect(bytesIn("master.key").toString()).toBe("too short");
  });
});

test("the first key is written whole or not at all, also behind a start that was killed while writing it", async () => {
  writeFileSync(`${path}.part`, "half");
  const key = await firstMasterKey(path);
  expect(Buffer.from(key).equals(await firstMasterKey(path))).toBe(true);
  expect([key.length, statSync(path).mode & 0o777]).toEqual([32, 0o600]);
  expect(names()).toEqual(["master.key"]);
});

test("the log key tells which master key is right, and the documents' where the log key's secret was altered", async () => {
  const store = memoryVaultStore();
  const vault = new Vault(store, former);
  await loadLogKey(vault);
  expect(await isSealedUnder(store, former)).toBe(true);
  expect(await isSealedUnder(store, next)).toBe(false);
  await documentKeyIn(vault);
  await store.put("log/ed25519-seed", new Uint8Array(60));
  expect(await isSealedUnder(store, former)).toBe(true);
  expect(await isSealedUnder(store, next)).toBe(false);
  await expect(loadLogKey(vault)).rejects.toThrow(SecretAltered);
});

test("documents from before their key lay in the vault stay readable, and a new installation's key follows from nothing", async () => {
  const derived = derivedKey(former, "yuanping/documents/1");
  const bytes = Buffer.from(`%PDF-1.4\n${"旧文件".repeat(100)}`);
  const kept = await (
    await DocumentFolder.open(folder, derived, 10_000)
  ).keep(
    (async function* () {
      yield bytes;
    })(),
  );
  if (typeof kept === "string") throw new Error(kept);
  const vault = new Vault(memoryVaultStore(), former);
  const key = await documentKeyIn(vault, former);
  const read = await (await DocumentFolder.open(folder, key, 10_000)).read(kept.sha256);
  expect(read && (await buffer(read)).equals(bytes)).toBe(true);
  const fresh = new Vault(memoryVaultStore(), former);
  const made = await documentKeyIn(fresh);
  expect(Buffer.from(made).equals(derived)).toBe(false);
  // Once it is there it stays, whatever it might have been derived from.
  expect(Buffer.from(await documentKeyIn(fresh, former)).equals(made)).toBe(true);
});
