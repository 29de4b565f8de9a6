import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { photoMost } from "@yuanping/shared/contracts/commands/checkin.ts";
import { photoKeptSchema } from "@yuanping/shared/contracts/http.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { secretsIn } from "../../support/disguises.ts";
import type { Seat } from "../../../scripts/demo/seat.ts";
import { stillOf } from "../../../scripts/demo/still.ts";
import { secretMarks, secretPrices } from "../../support/server-case.ts";
import { bodiesOf, textDump } from "../../support/server-database.ts";
import { codeIn } from "../../support/server-http.ts";
import { Lot } from "../../support/server-people.ts";
import { eventually, sharedServer } from "../../support/server-process.ts";

const server = sharedServer({ LOG_LEVEL: "debug" });
const lots: Lot[] = [];
let lot: Lot;
let other: Lot;

beforeAll(async () => {
  lot = await Lot.open(server().url);
  other = await Lot.open(server().url, {
    room: 1,
    changed: (intake) => ({ ...intake, checkInPhoto: "required" }),
  });
  lots.push(lot, other);
}, 120_000);
afterAll(() => lots.forEach((each) => each.close()));

const found = (secrets: readonly string[], text: string): readonly string[] =>
  secretsIn(Buffer.from(text), secrets);

/** Everything that the server gave away so far: to every socket, over HTTP to every role, to its log and its tables. */
async function everythingGiven(): Promise<string> {
  const parts = [server().logs, await textDump(server().dataDir)];
  for (const seat of lot.seats) parts.push(...seat.received);
  const accounts = new Set([...lot.seats.map(({ account }) => account), ...lot.undrawn]);
  const id = lot.id;
  const paths = ["report.html", "report.json", "trail", "bundle"].map(
    (part) => `/api/evaluations/${id}/${part}`,
  );
  for (const { cookie } of accounts) {
    for (const path of [
      ...paths,
      "/api/evaluations",
      "/api/registry",
      "/api/session",
      "/healthz",
    ]) {
      const response = await fetch(server().url + path, { headers: { cookie } });
      parts.push(Buffer.from(await response.arrayBuffer()).toString("latin1"));
    }
  }
  return parts.join("\n");
}

test("until bids are unsealed no price stands in any byte that leaves the server, its log or its tables", async () => {
  await lot.checkIn();
  const given = await everythingGiven();
  expect(given).toContain(lot.id);
  expect(found(secretPrices, given)).toEqual([]);
});

test("until the reveal no mark does, though two of three sheets are in; after it the room sees all", async () => {
  await lot.beginScoring();
  await lot.submit(0);
  await lot.submit(1);
  await lot.host.until(({ view }) => view.scoring.progress?.submitted === 2);
  const marks = secretMarks.flat();
  const given = await everythingGiven();
  // The same bytes do hold what is no secret any more.
  expect(found(secretPrices, given)).toEqual([...secretPrices]);
  expect(found(marks, given)).toEqual([]);

  await lot.submit(2);
  await lot.host.until(({ view }) => view.result !== undefined);
  expect(found(marks, await everythingGiven())).toEqual(marks);
  // The agency waits until all is signed.
  const agency = lot.seats.filter(({ account }) => account.login === "agency");
  expect(agency).not.toEqual([]);
  expect(found(marks, agency.flatMap(({ received }) => received).join())).toEqual([]);
});

test("the evaluation ends as ever, its evidence verifies, and then the trail is open", async () => {
  await lot.finish();
  const bundle = await lot.supervisor.account.http.bundle(lot.id);
  if (!bundle.ok) throw new Error(bundle.refusal.en);
  const { ok, checks } = await verifyBundle(bundle.value);
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  expect(ok).toBe(true);
  const trail = await lot.agency.http.trail(lot.id);
  expect(found(secretMarks.flat(), trail.ok ? trail.value : "")).toEqual(secretMarks.flat());
});

test("no byte of one room reaches another room's sockets", async () => {
  await other.checkIn();
  await eventually("both rooms have been told much", () =>
    lots.every(({ seats }) => seats.every(({ received }) => received.length > 3)),
  );
  for (const [own, foreign] of [
    [lot, other],
    [other, lot],
  ] as const) {
    // Whoever sits in both rooms is told that something is new in either, and no more than that.
    const inBoth = new Set(foreign.seats.map(({ account }) => account.login));
    const bytes = own.seats
      .flatMap(({ account, received }) =>
        inBoth.has(account.login) ? received.filter((message) => !isNews(message)) : received,
      )
      .join();
    expect(bytes).toContain(own.id);
    expect(bytes.includes(foreign.id)).toBe(false);
    const strangers = foreign.seats.map(({ view }) => view.me.person);
    expect(strangers.filter((person) => bytes.includes(person))).toEqual([]);
  }
});

/** The photograph that a member of the other room has sent. */
async function photoOf(seat: Seat): Promise<Readonly<{ still: Blob; sha256: string }>> {
  const still = await stillOf(seat.account.login);
  const bytes = Buffer.from(await still.arrayBuffer());
  return { still, sha256: createHash("sha256").update(bytes).digest("hex") };
}

const photo = (cookie: string, sha256: string) =>
  fetch(`${server().url}/api/evaluations/${other.id}/photos/${sha256}`, { headers: { cookie } });

test("a photograph taken at check-in is shown to host and supervision, on record, and to nobody else", async () => {
  const [owner, peer] = other.members.map(({ seat }) => seat);
  if (owner === undefined || peer === undefined) throw new Error("two members are needed");
  const { still, sha256 } = await photoOf(owner);
  const sent = Buffer.from(await still.arrayBuffer());
  for (const seat of [other.host, other.supervisor]) {
    const answer = await photo(seat.account.cookie, sha256);
    expect(answer.headers.get("content-type")).toBe("image/jpeg");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(Buffer.from(await answer.arrayBuffer()).equals(sent)).toBe(true);
  }
  for (const { account } of [owner, peer, other.witness]) {
    const answer = await photo(account.cookie, sha256);
    expect([answer.status, codeIn(await answer.text())]).toEqual([403, "checkin.photo-not-yours"]);
  }
  expect((await photo(other.agency.cookie, sha256)).status).toBe(403);
  expect((await photo("", sha256)).status).toBe(401);
  expect((await photo(lot.host.account.cookie, sha256)).status).toBe(404);
  expect((await photo(other.host.account.cookie, "0".repeat(64))).status).toBe(404);
  const seen = await bodiesOf(server().dataDir, "registry");
  expect(seen.filter((body) => body.includes('"PhotoSeen"') && body.includes(sha256))).toHaveLength(
    2,
  );
  for (const seat of [peer, other.witness]) {
    expect(seat.received.filter((message) => message.includes(sha256))).toEqual([]);
  }
  // In the tables as in the log it stands encrypted.
  const kept = await textDump(server().dataDir);
  expect(kept).toContain(sha256);
  expect(kept.includes(sent.subarray(40, 60).toString("hex"))).toBe(false);
});

test("a photograph is taken in the lobby alone, by the member, as a JPEG; sent twice it is one event", async () => {
  const [first] = other.members;
  if (first === undefined) throw new Error("a member is needed");
  const { seat } = first;
  const { person } = seat.view.me;
  const { still, sha256 } = await photoOf(seat);
  const { cookie } = seat.account;
  const send = (body: BodyInit, by = cookie, type = "image/jpeg") =>
    fetch(`${server().url}/api/evaluations/${other.id}/photo`, {
      method: "POST",
      headers: { cookie: by, "content-type": type },
      body,
    });
  const refused = async (answer: Response) => [answer.status, codeIn(await answer.text())];
  expect(await refused(await send(still))).toEqual([409, "checkin.already"]);
  await other.host.do({ type: "returnMember", member: person, reason: "核对身份" });
  await seat.until(({ view }) => view.me.status === "checked-in");
  expect((await send(still, "")).status).toBe(401);
  expect(await refused(await send(still, other.host.account.cookie))).toEqual([
    403,
    "room.not-permitted",
  ]);
  expect(await refused(await send(still, cookie, "image/png"))).toEqual([
    400,
    "checkin.photo-unfit",
  ]);
  expect(await refused(await send("no picture"))).toEqual([400, "checkin.photo-unfit"]);
  expect(await refused(await send(new Uint8Array(photoMost + 1)))).toEqual([
    413,
    "message.too-large",
  ]);
  const again = await stillOf(`${seat.account.login}, once more`);
  const answers = [await send(again), await send(again)];
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const { sha256: newer } = photoKeptSchema.parse(await answers[1]?.json());
  const taken = (await bodiesOf(server().dataDir, `evaluation/${other.id}`)).filter(
    (body) => body.includes('"PhotoKept"') && body.includes(newer),
  );
  expect(taken).toHaveLength(1);
  const admission = { type: "admitMember", member: person } as const;
  await expect(other.host.do({ ...admission, photo: sha256 })).rejects.toThrow("photo-changed");
  await other.host.do({ ...admission, photo: newer });
});

/** `{evaluation, version}` to people of that evaluation, wherever they are. */
function isNews(message: string): boolean {
  return /^\d*\["centre:news",\{"evaluation":"[\w-]+","version":\d+\}\]$/u.test(message);
}
