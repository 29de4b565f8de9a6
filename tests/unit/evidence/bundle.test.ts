import { createHash, createPublicKey, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { buildBundle, checkTitles, verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { manifestSchema } from "@yuanping/shared/evidence/manifest.ts";
import { openSealedSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import { fromUtf8, leafHash, utf8 } from "@yuanping/shared/tlog/index.ts";
import { unzipSync } from "fflate";
import { memoryCheckpointStore, memoryRecord } from "../../../server/src/adapters/memory/index.ts";
import { exportBundle } from "../../../server/src/evidence/bundle.ts";
import { playEvaluation, playTerminated } from "../../support/evaluation-script.ts";
import { MTH } from "../../support/reference-tree.ts";
import {
  entriesOf,
  failing,
  genuine,
  key,
  notes,
  packed,
  played,
  textsWith,
  version,
} from "../../support/evidence/genuine.ts";

const sha256 = (data: string | Uint8Array): string =>
  createHash("sha256").update(data).digest("hex");

describe("the bundle of a whole evaluation", () => {
  it("passes every check, in their order, told one by one", async () => {
    const told: string[] = [];
    const found = await verifyBundle(genuine, {
      trustedKeys: [key.vkey],
      onCheck: ({ name }) => told.push(name),
    });
    expect(found.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(found).toMatchObject({ ok: true, readable: true, evaluation: played.evaluation });
    expect(told).toEqual(Object.keys(checkTitles));
    expect(found.checks.map(({ name }) => name)).toEqual(told);
  });

  it("names every bid's total and rank, the rejected one last", async () => {
    const { totals } = await verifyBundle(genuine);
    expect(totals?.map(({ bid, status }) => [bid, status])).toEqual([
      ["B1", "ranked"],
      ["B2", "ranked"],
      ["B3", "ranked"],
      ["B4", "rejected"],
    ]);
  });

  it("holds an evaluation with everything that can happen in one", () => {
    const types = new Set(played.records.map(({ event }) => event.type));
    expect([...types]).toEqual(
      expect.arrayContaining([
        "DrawVoided",
        "SeatVacated",
        "SubstitutesDrawn",
        "SeatLost",
        "AttemptRefused",
        "BallotTied",
        "Paused",
        "Resumed",
        "Said",
        "SheetReturned",
        "WarningExplained",
        "MarkCorrected",
        "DissentRecorded",
        "DeemedAgreed",
        "Archived",
      ]),
    );
    expect(played.state.review.closed?.rejected.map(({ bid }) => bid)).toEqual(["B4"]);
  });

  it("carries sheets that were really sealed", async () => {
    const submitted = played.records
      .map(({ event }) => event)
      .filter((event) => event.type === "SheetSubmitted");
    expect(submitted).toHaveLength(12);
    // Half of them went to the key that was made anew when the stage was rolled back; it opens no earlier sheet.
    for (const [n, { member, commitment, sealed }] of submitted.entries()) {
      const opened = await openSealedSheet(played.sealingKeys, commitment, sealed);
      expect(opened?.sheet.member).toBe(n < 6 ? undefined : member);
    }
  });

  it("has the same bytes however often and in whatever order of its notes it is exported", () => {
    const source = { lines: played.lines, vkey: key.vkey, version };
    for (const order of [notes, notes.toReversed()]) {
      expect(Buffer.compare(buildBundle({ ...source, notes: order }), genuine)).toBe(0);
    }
  });

  it("is exported by the server from its record, byte for byte, and not before it is signed", async () => {
    const { events, leases } = memoryRecord({ now: () => 0 });
    const checkpoints = memoryCheckpointStore();
    const lease = await leases.acquire(played.stream, "node", 1000);
    if (!lease.held) throw new Error("the lease is free");
    const stored = played.records.map(({ seq, cause }, index) => {
      const body = played.lines[index] ?? "";
      return { seq, body, leaf: leafHash(utf8(body)), commandId: cause.id };
    });
    await events.append([
      { stream: played.stream, expectedSize: 0, epoch: lease.epoch, events: stored },
    ]);
    const ports = {
      store: events,
      checkpoints,
      vkey: key.vkey,
      keyChanges: [],
      version,
      settled: async () => {},
    };
    await expect(exportBundle(ports, "nothing")).rejects.toThrow("evidence.no-events");
    await expect(exportBundle(ports, played.evaluation)).rejects.toThrow("evidence.no-checkpoint");
    for (const [index, size] of [40, 120].entries()) {
      await checkpoints.save({ stream: played.stream, size, note: notes[index] ?? "" });
    }
    // The last head is signed while the export is under way, as when somebody leaves the room in that moment.
    let asked = 0;
    const settled = async (): Promise<void> => {
      asked += 1;
      if (asked !== 2) return;
      const size = played.lines.length;
      await checkpoints.save({ stream: played.stream, size, note: notes[2] ?? "" });
    };
    const exported = await exportBundle({ ...ports, settled }, played.evaluation);
    expect(asked).toBe(2);
    expect(Buffer.compare(exported, genuine)).toBe(0);
  });

  it("verifies for other evaluations, whose chance fell otherwise", async () => {
    for (const seed of ["1", "2", "3"]) {
      const other = await playEvaluation(seed);
      const note = await key.signHead(other.stream, other.lines);
      const source = { lines: other.lines, notes: [note], vkey: key.vkey, version };
      expect(await failing(buildBundle(source))).toEqual([]);
    }
  });
});

describe("an outsider with an unzip and the README", () => {
  const files = unzipSync(genuine);
  const text = (name: string): string => fromUtf8(files[name] ?? new Uint8Array());
  const manifest = manifestSchema.parse(JSON.parse(text("manifest.json")));

  it("finds every file as the manifest has it", () => {
    expect(Object.keys(files)).toEqual(entriesOf(genuine).map(({ name }) => name));
    for (const { name, sha256: hash, size } of manifest.files) {
      expect([name, sha256(files[name] ?? ""), files[name]?.length]).toEqual([name, hash, size]);
    }
  });

  it("computes the root from the lines, and finds it signed by the key", () => {
    const leaves = text("events.ndjson").split("\n").slice(0, -1).map(utf8);
    const root = Buffer.from(MTH(leaves));
    expect(root.toString("hex")).toBe(manifest.root);
    const [head = "", signature = ""] = text("checkpoint.txt").split("\n\n");
    expect(head.split("\n").slice(1)).toEqual([String(leaves.length), root.toString("base64")]);
    const [, , encoded = ""] = manifest.vkey.split("+");
    const x = Buffer.from(encoded, "base64").subarray(1).toString("base64url");
    const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    const signed = Buffer.from(signature.split(" ")[2] ?? "", "base64").subarray(4);
    expect(verify(null, Buffer.from(`${head}\n`), publicKey, signed)).toBe(true);
  });

  it("finds the report by the hash that the members signed", () => {
    const signed = played.records.findLast(({ event }) => event.type === "ReportSigned")?.event;
    expect(signed).toMatchObject({ report: sha256(text("report.json")) });
    expect(text("report.html")).toContain("评标报告");
    const first = played.records.find(({ event }) => event.type === "ReportSigned")?.event;
    const [earlier = ""] = text("earlier-reports.ndjson").split("\n");
    expect(first).toMatchObject({ report: sha256(earlier) });
  });
});

describe("an evaluation that was terminated", async () => {
  const ended = await playTerminated();
  const note = await key.signHead(ended.stream, ended.lines);
  const source = { lines: ended.lines, notes: [note], vkey: key.vkey, version };
  const bundle = buildBundle(source);

  it("is complete without result, report and signatures", async () => {
    expect(await failing(bundle)).toEqual([]);
    expect(entriesOf(bundle).map(({ name }) => name)).not.toContain("report.json");
  });

  it("takes no result and no report that are put beside it", async () => {
    const texts = entriesOf(bundle)
      .slice(1)
      .map(({ name, bytes }) => [name, fromUtf8(bytes)]);
    const readme = texts.pop() ?? [];
    const { evaluation, stream } = ended;
    for (const [name, check] of [
      ["outcome.json", "totals"],
      ["report.json", "report"],
    ]) {
      const all = Object.fromEntries([...texts, [name, "{}"], readme]);
      expect(await failing(packed(all, { evaluation, stream }))).toEqual([check]);
    }
  });
});

describe("a bundle in which something is missing", () => {
  it("is told apart by what fails and what could not be looked at because of it", async () => {
    const broken = packed(textsWith({ "events.ndjson": "{}\n" }));
    const { ok, checks } = await verifyBundle(broken, { trustedKeys: [key.vkey] });
    expect(ok).toBe(false);
    const wrong = checks.filter((check) => !check.ok);
    expect(wrong.find(({ name }) => name === "events")?.extent).toBe("whole");
    expect(wrong.find(({ name }) => name === "execution")?.extent).toBe("none");
    // What could not be made holds as little as what failed, and is nobody's clean bill.
    for (const { name, extent } of checks.filter((check) => check.ok))
      expect([name, extent]).toEqual([name, "whole"]);
  });
});
