import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { cosignCheckpoint, ed25519Signer, generateEd25519 } from "@yuanping/shared/tlog/index.ts";
import { Seat } from "../../../scripts/demo/seat.ts";
import { readKept } from "../../../scripts/monitor/kept.ts";
import { makeKeyFile, readKeyFile, type WitnessKey } from "../../../scripts/witness/key-file.ts";
import { takeTurn } from "../../../scripts/witness/turn.ts";
import { between } from "../../support/server-between.ts";
import { smallIntake } from "../../support/server-case.ts";
import { answerTo, codeIn } from "../../support/server-http.ts";
import { signedIn } from "../../support/server-people.ts";
import { atEnd, eventually, sharedServer } from "../../support/server-process.ts";
import { codeOf, command, joined } from "../../support/server-wire.ts";

const server = sharedServer();
const folder = mkdtempSync(join(tmpdir(), "yuanping-notary-"));
const keyFile = join(folder, "notary.key");
const name = "示范公证处";
let evaluation = "";
let own: WitnessKey;

/** The command line of an outside body. */
function run(...words: readonly string[]) {
  const args = ["--disable-warning=ExperimentalWarning", resolve("scripts/witness.ts"), ...words];
  return new Promise<Readonly<{ status: unknown; stdout: string; stderr: string }>>((done) => {
    execFile(process.execPath, args, (error, stdout, stderr) =>
      done({ status: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

const placeOf = (file: string): string => join(folder, file);
const once = (place: string) => {
  const words = ["--evaluation", evaluation, "--key-file", keyFile, "--state", placeOf(place)];
  return run(server().url, ...words, "--once");
};

/** What the command line does at each look, by what was remembered under `name`. */
async function turn(url: string, name: string, key = own) {
  const logKeys = [(await answerTo(`${server().url}/api/log/keys`)).text.trim()];
  const address = `${url}/api/evaluations/${evaluation}`;
  const now = (): number => Math.floor(Date.now() / 1000);
  const post = { address, evaluation, logKeys, own: key, state: placeOf(name), now };
  return takeTurn(post, readKept(placeOf(name)));
}

const base = (): string => `${server().url}/api/evaluations/${evaluation}`;

async function say(text: string): Promise<void> {
  const socket = await joined(await signedIn(server().url, "supervisor"), evaluation);
  expect(await codeOf(command(socket, { type: "note", text }))).toBe("ok");
  socket.close();
}

/** The newest head as the supervisor is shown it. */
async function head(): Promise<string> {
  const { cookie } = await signedIn(server().url, "supervisor");
  return (await answerTo(`${base()}/checkpoint`, cookie)).text;
}

/** The log grows; its head before and after. */
async function grow(text: string): Promise<Readonly<{ before: string; after: string }>> {
  const before = await head();
  await say(text);
  let after = before;
  await eventually("a larger head is signed", async () => {
    after = await head();
    return after !== before;
  });
  return { before, after };
}

async function post(path: string, sent: unknown) {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(sent);
  const response = await fetch(`${base()}/${path}`, { method: "POST", headers, body });
  const text = await response.text();
  return [response.status, text === "" ? "" : codeIn(text)];
}

beforeAll(async () => {
  const made = await run("key", "notary.example/witness", "--out", keyFile);
  if (made.status !== 0) throw new Error(made.stderr);
  own = await readKeyFile(keyFile);
  const agency = await signedIn(server().url, "agency");
  const registry = await agency.http.registry();
  if (!registry.ok) throw new Error(registry.refusal.en);
  const opened = await agency.http.openTender({
    ...smallIntake(registry.value),
    witnessing: { outside: [{ name, vkey: made.stdout.trim() }] },
  });
  if (!opened.ok) throw new Error(opened.refusal.en);
  ({ evaluation } = opened.value);
  // The first head is signed a moment after the intake was acknowledged.
  await eventually("a first head is signed", async () => {
    const { status } = await answerTo(`${base()}/checkpoint`, agency.cookie);
    return status === 200;
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a body that the tender names follows a running evaluation without an account, and cosigns each new head once", async () => {
  const size = expect.any(Number);
  expect(await turn(server().url, "follows")).toMatchObject({ kind: "cosigned", size });
  expect(await turn(server().url, "follows")).toMatchObject({ kind: "unchanged", size });
  await grow("又一条");
  expect(await turn(server().url, "follows")).toMatchObject({ kind: "cosigned", size });
});

test("whoever is not named learns nothing and leaves nothing", async () => {
  await makeKeyFile("notary.example/witness", placeOf("other.key"));
  const other = await readKeyFile(placeOf("other.key"));
  await expect(turn(server().url, "other", other)).rejects.toThrow("room.unknown");
  const stranger = await ed25519Signer((await generateEd25519()).seed);
  const note = await cosignCheckpoint(await head(), "stranger.example", stranger, 1);
  const unknown = [404, "room.unknown"];
  expect(await post("cosignatures", { note })).toEqual(unknown);
  const heads = { kind: "forked", kept: note, shown: note };
  expect(await post("contradictions", { ...heads, pass: "00000000.1.x" })).toEqual(unknown);
});

test("a cosignature that does not hold is refused, as is one over a head that we did not sign", async () => {
  const text = await head();
  const good = await cosignCheckpoint(text, own.key.name, own.signer, 1);
  const line = good.trimEnd().split("\n").at(-1) ?? "";
  const sent = {
    "another time than it signed": good.replace(line, withOtherTime(line)),
    "no signature of ours": `${text.split("\n\n")[0] ?? ""}\n\n${line}\n`,
    "another size": good.replace(/\n(\d+)\n/u, "\n9$1\n"),
  };
  for (const [what, note] of Object.entries(sent)) {
    const refused = [what, 400, "witness.bad-signature"];
    expect([what, ...(await post("cosignatures", { note }))]).toEqual(refused);
  }
  expect(await post("cosignatures", { note: "no note" })).toEqual([400, "witness.bad-note"]);
  expect(await post("cosignatures", { note: "" })).toEqual([400, "message.malformed"]);
  expect(await post("cosignatures", { note: good })).toEqual([204, ""]);
});

/** A cosignature's line with one bit of its time changed. */
function withOtherTime(line: string): string {
  const words = line.split(" ");
  const bytes = Buffer.from(words.at(-1) ?? "", "base64");
  bytes.writeUInt8(bytes.readUInt8(11) ^ 1, 11);
  return [...words.slice(0, -1), bytes.toString("base64")].join(" ");
}

test("what a body saw is on its disk before it signs: cut off in between, it still knows an older head for one", async () => {
  const { before } = await grow("此后");
  let isLater = false;
  const hands = await between(server().url, (path, method) => {
    if (method === "POST") return { status: 503, text: "cut off" };
    return isLater && path.endsWith("/checkpoint") ? { text: before } : undefined;
  });
  await expect(turn(hands, "cut-off")).rejects.toThrow("cut off");
  isLater = true;
  expect(await turn(hands, "cut-off")).toMatchObject({
    kind: "alarm",
    reason: expect.stringContaining("went back"),
    reported: expect.stringContaining("not told"),
  });
});

test("a body that is shown an older head keeps both, alarms every screen, and cosigns nothing more", async () => {
  const { before, after } = await grow("又及");
  const seen = await once("shown");
  expect([seen.status, seen.stdout]).toEqual([0, expect.stringMatching(/ cosigned \d+\n$/u)]);
  const hands = await between(server().url, (path) =>
    path.endsWith("/checkpoint") ? { text: before } : undefined,
  );
  expect(await turn(hands, "shown")).toMatchObject({ kind: "alarm", reported: "told to the room" });
  const proof = readFileSync(placeOf("shown.alarm-1.txt"), "utf8");
  for (const note of [before, after]) expect(proof).toContain(note);

  const host = new Seat(await signedIn(server().url, "host"), evaluation);
  atEnd(() => host.close());
  await host.joined();
  expect(host.view.witnessing?.fork).toMatchObject({
    party: "outside",
    body: name,
    kind: "rolled-back",
    kept: after,
    shown: before,
  });
  const again = await once("shown");
  expect([again.status, again.stdout]).toEqual([1, expect.stringContaining("nothing is cosigned")]);
});

test("who floods the door is held back", async () => {
  const note = await head();
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => post("cosignatures", { note })),
  );
  expect(answers).toContainEqual([429, "message.too-many"]);
});

test("the bundle says how far the body has followed", async () => {
  const host = await joined(await signedIn(server().url, "host"), evaluation);
  const ended = { type: "terminate", code: "206", reason: "采购任务取消" };
  expect(await codeOf(command(host, ended))).toBe("ok");
  expect(await codeOf(command(host, { type: "archive" }))).toBe("ok");
  const account = await signedIn(server().url, "supervisor");
  const bundle = await account.http.bundle(evaluation);
  if (!bundle.ok) throw new Error(bundle.refusal.en);
  const { checks } = await verifyBundle(bundle.value);
  const witnesses = checks.find((check) => check.name === "witnesses");
  expect([witnesses?.ok, witnesses?.detail]).toEqual([true, expect.any(String)]);
  expect(witnesses?.detail).toMatch(new RegExp(`${name} to event [1-9]`, "u"));
});
