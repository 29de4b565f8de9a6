import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShareHolder } from "@yuanping/shared/contracts/sealed-share.ts";
import { recordSchema, type EventRecord } from "@yuanping/shared/contracts/record.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { keysFromPrivate } from "@yuanping/shared/seal/box.ts";
import { openSealedSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import { fromBase64 } from "@yuanping/shared/tlog/index.ts";
import { SealingParty } from "../../client/src/connection/sealing-party.ts";
import type { OwnServer } from "../../scripts/demo/own-server.ts";
import { memory } from "../../scripts/demo/partake.ts";
import { submitMarks } from "../../scripts/demo/stages.ts";
import { Vault } from "../../server/src/evidence/vault.ts";
import { disguises, secretsIn } from "../support/disguises.ts";
import { secretMarks, secretPrices } from "../support/server-case.ts";
import { asOwner, bodiesOf, textDump } from "../support/server-database.ts";
import { Lot } from "../support/server-people.ts";
import { startTestServer } from "../support/server-process.ts";

/** Comments that stand nowhere else. */
const comments = ["甲评语四一八八", "乙评语九一七三", "丙评语三三九一"];
const planted = [...secretMarks.flat(), ...comments];

const parties: Readonly<Record<ShareHolder, SealingParty>> = {
  host: new SealingParty(memory()),
  supervisor: new SealingParty(memory()),
  witness: new SealingParty(memory()),
};

const dataDir = mkdtempSync(join(tmpdir(), "yuanping-three-"));
const logs: (() => string)[] = [];
let server: OwnServer;
let lot: Lot;

async function serve(port: number): Promise<void> {
  const started = await startTestServer({ dataDir, port, environment: { LOG_LEVEL: "debug" } });
  server = started.server;
  logs.push(started.logs);
}

beforeAll(async () => {
  await serve(0);
  lot = await Lot.open(server.url, { sealing: "L2" });
  await (await lot.checkIn()).beginScoring(makeKey);
}, 120_000);

afterAll(async () => {
  lot?.close();
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Does what a holder owes, once it is due; answers the share that went with it. */
async function act(holder: ShareHolder): Promise<string> {
  const seat = lot[holder];
  await seat.until(({ view }) => view.sealing?.awaited.includes(holder) === true);
  const step = await parties[holder].step(seat.view);
  if (step === undefined) throw new Error(`${holder} can do nothing`);
  const { command, share } = step;
  await (share === undefined ? seat.do(command) : seat.hand(command, share));
  return share ?? "";
}

async function makeKey(): Promise<void> {
  for (const holder of ["host", "supervisor", "witness"] as const) await act(holder);
  await act("supervisor");
  await lot.host.until(({ view }) => view.sealing?.phase === "kept");
}

async function submit(index: number): Promise<void> {
  const { seat } = lot.member(index);
  const marks = secretMarks.map(
    (row, bid) => [`B${bid + 1}`, { technical: row[index] ?? "" }] as const,
  );
  const words = { B1: { technical: comments[index] ?? "" } };
  await submitMarks(seat, Object.fromEntries(marks), words);
}

/** Whatever the server holds but its memory: database, every file with the key folder, its log; packed parts unpacked. */
async function everythingHeld(): Promise<readonly Buffer[]> {
  await asOwner(dataDir, (client) => client.query("checkpoint"));
  const files = readdirSync(dataDir, { recursive: true, encoding: "utf8" })
    .map((name) => join(dataDir, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .map((path) => readFileSync(path));
  const parts = [...files, Buffer.from(await textDump(dataDir)), Buffer.from(allLogs())];
  return [...parts, ...parts.flatMap(unpacked)];
}

const allLogs = (): string => logs.map((log) => log()).join("");

/** Every gzip member that begins somewhere in the bytes. */
function unpacked(bytes: Buffer): readonly Buffer[] {
  const magic = Buffer.from([0x1f, 0x8b, 0x08]);
  const found: Buffer[] = [];
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
    try {
      found.push(gunzipSync(bytes.subarray(at), { finishFlush: 2, maxOutputLength: 50_000_000 }));
    } catch {
      // Three bytes that look like the beginning of one, and are none.
    }
  }
  return found;
}

const found = (parts: readonly Buffer[], secrets: readonly string[]): ReadonlySet<string> =>
  new Set(parts.flatMap((part) => secretsIn(part, secrets)));

async function records(): Promise<readonly EventRecord[]> {
  const bodies = await bodiesOf(dataDir, `evaluation/${lot.id}`);
  return bodies.map((body) => recordSchema.parse(JSON.parse(body)));
}

/** Every secret of the vault, opened with the master key. */
async function vaultOpened(): Promise<readonly string[]> {
  const rows = await asOwner(dataDir, async (client) => {
    const { rows: kept } = await client.query("select name, ciphertext from vault");
    return kept.map((row: Readonly<{ name: unknown; ciphertext: unknown }>) => row);
  });
  const kept = new Map(rows.map(({ name, ciphertext }) => [String(name), ciphertext]));
  const store = {
    put: () => Promise.reject(new Error("only read")),
    get: async (name: string) => {
      const bytes = kept.get(name);
      return bytes instanceof Uint8Array ? bytes : undefined;
    },
  };
  const vault = new Vault(store, readFileSync(join(dataDir, "keys", "master.key")));
  const secrets = await Promise.all([...kept.keys()].map((name) => vault.get(name)));
  return secrets.map((bytes) => Buffer.from(bytes ?? []).toString("latin1"));
}

/** Tries every run of 32 bytes that stands in the texts, plain, in hex or in base64, as the key of the sheets. */
async function sheetsOpenedWith(texts: readonly string[]): Promise<number> {
  const raw = texts.filter((text) => text.length === 32).map((text) => Buffer.from(text, "latin1"));
  const written = texts.flatMap((text) => text.match(/[A-Za-z0-9+/=]{40,}/gu) ?? []);
  const candidates = [
    ...raw,
    ...written.flatMap((text) => [
      Buffer.from(text, "hex").subarray(-32),
      Buffer.from(text, "base64").subarray(-32),
      Buffer.from(text, "base64").subarray(0, 32),
    ]),
  ].filter(({ length }) => length === 32);
  const sheets = (await records()).flatMap(({ event }) =>
    event.type === "SheetSubmitted" ? [event] : [],
  );
  let opened = 0;
  for (const candidate of candidates) {
    const keys = await keysFromPrivate(candidate);
    for (const { commitment, sealed } of keys === undefined ? [] : sheets) {
      if ((await openSealedSheet(keys ?? noKeys, commitment, sealed)) !== undefined) opened += 1;
    }
  }
  return opened;
}
const noKeys = { publicKey: "", privateKey: "" };

test("a search finds a mark in each form it might take, and packed", () => {
  for (const form of [...disguises(secretMarks[0][0]), ...disguises(comments[0] ?? "")]) {
    expect(found([Buffer.concat([Buffer.from("…"), form])], planted).size).toBe(1);
  }
});

test("with every sheet in, nothing that the server holds has a mark or a comment, or opens a sheet", async () => {
  for (const index of [0, 1, 2]) await submit(index);
  await lot.host.until(({ view }) => view.sealing?.phase === "release");
  const held = await everythingHeld();
  expect(held.length).toBeGreaterThan(100);
  // Prices are open by now: the same search finds them.
  expect(found(held, secretPrices)).toEqual(new Set(secretPrices));
  expect(found(held, planted)).toEqual(new Set());
  const vault = await vaultOpened();
  expect(vault.length).toBeGreaterThan(2);
  expect(
    found(
      vault.map((text) => Buffer.from(text, "latin1")),
      planted,
    ),
  ).toEqual(new Set());
  const texts = [...vault, ...held.map((bytes) => bytes.toString("latin1")).filter(isShort)];
  expect(await sheetsOpenedWith(texts)).toBe(0);
}, 120_000);

/** The whole of a database's files as candidates would try the same bytes for hours; its rows are in the dump. */
const isShort = (text: string): boolean => text.length < 200;

test("one share in the server's memory opens nothing, and stands in no file, row, log or message", async () => {
  const share = await act("host");
  await lot.witness.until(({ view }) =>
    (view.sealing?.holders ?? []).some(({ holder, released }) => holder === "host" && released),
  );
  const held = await everythingHeld();
  const wire = lot.seats.flatMap(({ received }) => received).map((text) => Buffer.from(text));
  const bytes = Buffer.from(fromBase64(share));
  const forms = [bytes, ...[share, bytes.toString("hex")].map((text) => Buffer.from(text))];
  const holding = [...held, ...wire].filter((part) => forms.some((form) => part.includes(form)));
  expect(holding).toEqual([]);
  expect(found(held, planted)).toEqual(new Set());
  expect(await sheetsOpenedWith([bytes.subarray(0, 32).toString("latin1")])).toBe(0);
}, 120_000);

test("a share that is not the one on record is refused, and the record names who sent it", async () => {
  const step = await parties.witness.step(lot.witness.view);
  if (step?.share === undefined) throw new Error("the witness has a share");
  const wrong = Buffer.from(step.share, "base64");
  wrong[5] = (wrong[5] ?? 0) ^ 1;
  await expect(lot.witness.hand(step.command, wrong.toString("base64"))).rejects.toThrow(
    "sealing.wrong-share",
  );
  await expect(lot.witness.do(step.command)).rejects.toThrow("sealing.no-share");
  // Not the last of all: somebody's line may have broken and come back meanwhile.
  const attempts = (await records()).filter(({ event }) => event.type === "AttemptRefused");
  const { event, actor } = attempts.at(-1) ?? {};
  expect(event).toMatchObject({ code: "sealing.wrong-share" });
  expect(actor?.role).toBe("witness");
});

test("a server that is killed between two shares asks for the first one again, and then all sheets open at once", async () => {
  const { port } = new URL(server.url);
  const gone = once(server.child, "exit");
  server.child.kill("SIGKILL");
  await gone;
  await serve(Number(port));
  await lot.host.until(({ view }) => view.sealing?.awaited.includes("host") === true);
  expect((await records()).map(({ event }) => event.type)).toContain("SharesForgotten");
  await act("host");
  await act("witness");
  await lot.finish();
  const opened = (await records()).filter(({ event }) => event.type === "SheetOpened");
  expect(new Set(opened.map(({ cause }) => cause.id)).size).toBe(1);
  expect(found(await everythingHeld(), planted)).toEqual(new Set(planted));
  const bundle = await lot.supervisor.account.http.bundle(lot.id);
  if (!bundle.ok) throw new Error(bundle.refusal.en);
  const { checks } = await verifyBundle(bundle.value);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
}, 120_000);
