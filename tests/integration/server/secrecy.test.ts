import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { secretsIn } from "../../support/disguises.ts";
import { secretMarks, secretPrices } from "../../support/server-case.ts";
import { textDump } from "../../support/server-database.ts";
import { Lot } from "../../support/server-people.ts";
import { eventually, sharedServer } from "../../support/server-process.ts";

const server = sharedServer({ LOG_LEVEL: "debug" });
const lots: Lot[] = [];
let lot: Lot;
let other: Lot;

beforeAll(async () => {
  lot = await Lot.open(server().url, 0);
  other = await Lot.open(server().url, 1);
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

/** `{evaluation, version}` to people of that evaluation, wherever they are. */
function isNews(message: string): boolean {
  return /^\d*\["centre:news",\{"evaluation":"[\w-]+","version":\d+\}\]$/u.test(message);
}
