import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ED25519,
  fromBase64,
  leafHash,
  noteKey,
  noteVerifier,
  parseTlogProof,
  parseVkey,
  utf8,
  verifyCheckpoint,
  verifyConsistency,
  verifyInclusion,
  type Checkpoint,
} from "@yuanping/shared/tlog/index.ts";
import { bodiesOf } from "../../support/server-database.ts";
import { answerTo, codeIn } from "../../support/server-http.ts";
import { Lot, signedIn } from "../../support/server-people.ts";
import { eventually, sharedServer } from "../../support/server-process.ts";

const server = sharedServer();
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(server().url)).checkIn();
}, 120_000);
afterAll(() => lot?.close());

const get = (path: string, cookie?: string) => answerTo(server().url + path, cookie);

const base = (): string => `/api/evaluations/${lot.id}`;

/** The note's head, checked by the key that the installation publishes. */
async function headOf(note: string, stream: string): Promise<Checkpoint> {
  const { text } = await get("/api/log/keys");
  const { name, publicKey } = parseVkey(text.trim());
  const verifier = await noteVerifier(noteKey(`${name}/${stream}`, ED25519, publicKey));
  return (await verifyCheckpoint(note, [verifier])).checkpoint;
}

const proofOf = (text: string): readonly Uint8Array[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map(fromBase64);

test("the people of a running evaluation can follow its log from one signed head to the next", async () => {
  const { cookie } = lot.supervisor.account;
  const stream = `evaluation/${lot.id}`;
  const noteNow = async () => (await get(`${base()}/checkpoint`, cookie)).text;
  const earlier = await headOf(await noteNow(), stream);
  await lot.host.do({ type: "say", text: "又一条" });
  let later = earlier;
  await eventually("a larger head is signed", async () => {
    later = await headOf(await noteNow(), stream);
    return later.size > earlier.size;
  });
  const query = `from=${earlier.size}&to=${later.size}`;
  const { text, headers } = await get(`${base()}/consistency?${query}`, cookie);
  expect(headers.get("content-type")).toContain("text/plain");
  verifyConsistency(earlier.size, later.size, proofOf(text), earlier.root, later.root);
});

test("a proof of inclusion holds for the event as it is stored, and for no other place", async () => {
  const { cookie } = lot.supervisor.account;
  const bodies = await bodiesOf(server().dataDir, `evaluation/${lot.id}`);
  const { text } = await get(`${base()}/inclusion?seq=1`, cookie);
  const { index, hashes, checkpoint } = parseTlogProof(text);
  const { size, root } = await headOf(checkpoint, `evaluation/${lot.id}`);
  expect(index).toBe(1n);
  const leaf = leafHash(utf8(bodies[1] ?? ""));
  verifyInclusion(1n, size, leaf, hashes, root);
  expect(() => verifyInclusion(2n, size, leaf, hashes, root)).toThrow("another root");
});

test("while an evaluation runs, nobody else learns that it exists", async () => {
  const stranger = await signedIn(server().url, "host2");
  for (const path of ["checkpoint", "consistency?from=1&to=1", "inclusion?seq=0"]) {
    for (const cookie of [undefined, stranger.cookie]) {
      const real = await get(`${base()}/${path}`, cookie);
      const invented = await get(`/api/evaluations/ev-0000000000/${path}`, cookie);
      expect([path, real.status, codeIn(real.text)]).toEqual([path, 404, "room.unknown"]);
      expect(invented.text).toBe(real.text);
    }
  }
});

test("what cannot be proved, or is no number, is refused with a code", async () => {
  const { cookie } = lot.supervisor.account;
  const refused = {
    "consistency?from=0&to=1": [404, "record.no-such-head"],
    "consistency?from=2&to=1": [404, "record.no-such-head"],
    "consistency?from=1&to=9007199254740991": [404, "record.no-such-head"],
    "consistency?from=1": [400, "message.malformed"],
    "consistency?from=1&to=1&x=1": [400, "message.malformed"],
    "consistency?from=-1&to=1": [400, "message.malformed"],
    "consistency?from=1&from=1&to=1": [400, "message.malformed"],
    "inclusion?seq=1e3": [400, "message.malformed"],
    "inclusion?seq=99999999999999999": [400, "message.malformed"],
    "inclusion?seq=100000": [404, "record.no-such-head"],
  };
  for (const [path, expected] of Object.entries(refused)) {
    const { status, text } = await get(`${base()}/${path}`, cookie);
    expect([path, status, codeIn(text)]).toEqual([path, ...expected]);
  }
});

test("anybody can follow the ledger, and it names the heads of the other streams", async () => {
  const note = (await get("/api/log/checkpoint")).text;
  const { size, root } = await headOf(note, "ledger");
  expect(size).toBeGreaterThan(0n);
  const { text } = await get(`/api/log/consistency?from=1&to=${size}`);
  const [first = ""] = await bodiesOf(server().dataDir, "ledger");
  verifyConsistency(1n, size, proofOf(text), leafHash(utf8(first)), root);
  const ledger = (await bodiesOf(server().dataDir, "ledger")).join("\n");
  for (const stream of ["registry", `evaluation/${lot.id}`]) expect(ledger).toContain(stream);
});

test("once an evaluation is over, whoever knows its id can follow its log without signing in", async () => {
  await lot.beginScoring();
  for (const index of [0, 1, 2]) await lot.submit(index);
  await lot.finish();
  let head = await headOf((await get(`${base()}/checkpoint`)).text, `evaluation/${lot.id}`);
  const bodies = await bodiesOf(server().dataDir, `evaluation/${lot.id}`);
  await eventually("the last head is signed", async () => {
    head = await headOf((await get(`${base()}/checkpoint`)).text, `evaluation/${lot.id}`);
    return head.size >= BigInt(bodies.length);
  });
  const { status } = await get(`${base()}/consistency?from=1&to=${head.size}`);
  expect(status).toBe(200);
});
