import { createHash } from "node:crypto";
import { readdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { documentKeptSchema, intakeSchema } from "@yuanping/shared/contracts/http.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { codeIn } from "../../support/server-http.ts";
import { bodiesOf } from "../../support/server-database.ts";
import { Lot, signedIn } from "../../support/server-people.ts";
import { atEnd, sharedServer } from "../../support/server-process.ts";

const server = sharedServer({ DOCUMENT_MOST_MB: "1" });
const hashOf = (of: Uint8Array): string => createHash("sha256").update(of).digest("hex");
const handedIn = join(import.meta.dirname, "../../../server/demo-documents");
const bytes = readFileSync(join(handedIn, "B1.pdf"));
const sha256 = hashOf(bytes);
/** The document of another bid, whose file is going to be altered. */
const second = readFileSync(join(handedIn, "B2.pdf"));
const pdf = { "content-type": "application/pdf" };

function upload(cookie: string, body: BodyInit, headers: Record<string, string> = pdf) {
  return fetch(`${server().url}/api/documents`, {
    method: "POST",
    headers: { cookie, ...headers },
    body,
  });
}

function read(of: Lot, cookie: string, path = `B1/documents/${sha256}`, reader = "1") {
  const address = `${server().url}/api/evaluations/${of.id}/bids/${path}`;
  return fetch(address, { headers: { cookie, "x-yuanping-reader": reader } });
}

/** A lot whose first two bids bring a document each. */
async function lotWithDocuments(room: number): Promise<Lot> {
  const agency = await signedIn(server().url, "agency");
  const documents = new Map<string, object>();
  for (const [bid, body] of [
    ["B1", bytes],
    ["B2", second],
  ] as const) {
    const kept = documentKeptSchema.parse(await (await upload(agency.cookie, body)).json());
    documents.set(bid, { name: "技术文件.pdf", ...kept });
  }
  return Lot.open(server().url, {
    room,
    witnessed: false,
    changed: (intake) =>
      intakeSchema.parse({
        ...intake,
        bids: intake.bids.map((bid) => {
          const document = documents.get(bid.id);
          return document === undefined ? bid : { ...bid, documents: [document] };
        }),
      }),
  });
}

/** At the scoring. */
let lot: Lot;
beforeAll(async () => {
  lot = await lotWithDocuments(0);
  await lot.checkIn();
  await lot.beginScoring();
}, 120_000);
afterAll(() => lot.close());

test("an agency's upload is kept under its hash and on the centre's record; nobody else may bring one", async () => {
  const { cookie } = lot.agency;
  const kept = await upload(cookie, bytes);
  expect(documentKeptSchema.parse(await kept.json())).toEqual({
    sha256,
    size: bytes.length,
    mediaType: "application/pdf",
  });
  const registry = await bodiesOf(server().dataDir, "registry");
  expect(registry.some((body) => body.includes('"DocumentKept"') && body.includes(sha256))).toBe(
    true,
  );
  expect((await upload("", bytes)).status).toBe(401);
  expect((await upload(lot.host.account.cookie, bytes)).status).toBe(403);
});

test("what is no PDF by its name or by its bytes, or larger than is allowed, is refused with the reason", async () => {
  const { cookie } = lot.agency;
  const answers = [
    [await upload(cookie, "MZ program"), 400, "documents.not-pdf"],
    [await upload(cookie, bytes, { "content-type": "text/html" }), 400, "documents.not-pdf"],
    [await upload(cookie, Buffer.alloc(1024 * 1024 + 1, "%PDF-")), 413, "documents.too-large"],
  ] as const;
  for (const [answer, status, code] of answers) {
    expect([answer.status, codeIn(await answer.text())]).toEqual([status, code]);
  }
  const folder = readdirSync(join(server().dataDir, "documents"));
  expect(folder.filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("an intake that names a document which was never brought is refused", async () => {
  const strange = {
    name: "缺失.pdf",
    sha256: "0".repeat(64),
    size: 9,
    mediaType: "application/pdf",
  };
  await expect(
    Lot.open(server().url, {
      room: 1,
      witnessed: false,
      changed: (intake) => ({
        ...intake,
        bids: intake.bids.map((bid) => ({ ...bid, documents: [strange] })),
      }),
    }),
  ).rejects.toThrow("documents.not-uploaded");
});

test("before the bids are open nobody gets a byte of a document, not even who runs the room", async () => {
  const sealed = await lotWithDocuments(1);
  atEnd(() => sealed.close());
  for (const { cookie } of [
    sealed.supervisor.account,
    sealed.host.account,
    sealed.witness.account,
    sealed.agency,
  ]) {
    const answer = await read(sealed, cookie);
    expect([answer.status, codeIn(await answer.text())]).toEqual([403, "documents.not-yours"]);
  }
});

test("a document is sent once its opening is on record, to the page's reader and to nobody else", async () => {
  const { host } = lot;
  const opening = { type: "openDocument", bid: "B1", sha256 } as const;
  const reader = lot.member(0).seat;
  const { cookie } = reader.account;
  expect(codeIn(await (await read(lot, cookie)).text())).toBe("documents.not-opened");
  await reader.do(opening);
  await reader.do(opening);
  const answer = await read(lot, cookie);
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  const openings = (await bodiesOf(server().dataDir, `evaluation/${lot.id}`)).filter(
    (body) => body.includes('"DocumentOpened"') && body.includes(sha256),
  );
  expect(openings).toHaveLength(1);

  const nobody: ReadonlyArray<readonly [string, number]> = [
    ["", 401],
    [(await signedIn(server().url, "host2")).cookie, 404],
    [lot.agency.cookie, 403],
    [host.account.cookie, 409],
  ];
  for (const [asking, status] of nobody) expect((await read(lot, asking)).status).toBe(status);
  const whole = `B1/documents/${sha256}`;
  expect((await read(lot, cookie, whole, "")).status).toBe(404);
  expect((await read(lot, cookie, `B1/documents/${"0".repeat(64)}`)).status).toBe(400);
  expect((await read(lot, cookie, "B1/documents/..%2Fkeys%2Fmaster.key")).status).toBe(404);
  // Another bid's document is not to be had by this bid's name.
  expect((await read(lot, cookie, `B2/documents/${sha256}`)).status).toBe(400);
});

test("an altered file is never sent as the document: its hash is not right, or the line breaks", async () => {
  const reader = lot.member(1).seat;
  const altered = hashOf(second);
  await reader.do({ type: "openDocument", bid: "B2", sha256: altered });
  const path = join(server().dataDir, "documents", `${altered}.sealed`);
  truncateSync(path, 200);
  const got = await read(lot, reader.account.cookie, `B2/documents/${altered}`)
    .then((answer) => answer.arrayBuffer())
    .then((body) => hashOf(Buffer.from(body)))
    .catch(() => "broken");
  expect(got).not.toBe(altered);
});

test("a member recused from one bid at the scoring is shut out of it and goes on; the bundle runs again to the same result", async () => {
  const judged = await lotWithDocuments(2);
  atEnd(() => judged.close());
  await judged.checkIn();
  await judged.beginScoring();
  const { seat } = judged.member(0);
  await judged.submit(0);
  await seat.do({ type: "openDocument", bid: "B1", sha256 });
  await seat.do({ type: "recuseFromBid", bid: "B1", ground: "亲属在该单位任职" });
  await seat.until(({ view }) => view.scoring.returned?.problem === "scoring.recused");
  expect(seat.view.bids?.map(({ id }) => id)).toEqual(["B2", "B3"]);
  const answer = await read(judged, seat.account.cookie);
  expect([answer.status, codeIn(await answer.text())]).toEqual([403, "documents.not-yours"]);
  for (const index of [0, 1, 2]) await judged.submit(index);
  await judged.finish();
  const bundle = await judged.supervisor.account.http.bundle(judged.id);
  if (!bundle.ok) throw new Error(bundle.refusal.en);
  const { ok, checks } = await verifyBundle(bundle.value);
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  expect(ok).toBe(true);
  const { result } = judged.supervisor.view;
  expect(Object.keys(result?.marks[seat.view.me.code ?? ""] ?? {})).toEqual(["B2", "B3"]);
  const first = result?.outcome.bids["B1"];
  // The mean of the two who judged it: (43.9173 + 47.3391) / 2.
  expect(first?.status === "ranked" ? first.items["technical"] : undefined).toBe("45.63");
});
