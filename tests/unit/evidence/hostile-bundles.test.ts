import { describe, expect, it } from "vitest";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import {
  maxZipBytes,
  maxZipEntries,
  readStoredZip,
} from "@yuanping/shared/evidence/stored-zip-reader.ts";
import { writeStoredZip } from "@yuanping/shared/evidence/stored-zip.ts";
import { concatBytes, utf8 } from "@yuanping/shared/tlog/index.ts";
import { zipSync } from "fflate";
import { failing, genuine, packed, textsWith } from "../../support/evidence/genuine.ts";

const entry = (name: string) => ({ name, bytes: utf8("x") });
const manyEntries = (count: number) =>
  writeStoredZip(Array.from({ length: count }, (_, n) => entry(`e${n}`)));
const faultOf = (bytes: Uint8Array) => readStoredZip(bytes).fault;

describe("the container's reader", () => {
  it.each([
    "../events.ndjson",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "C:x",
    ".hidden",
    "..",
    "",
    "a\0b",
    "清单.json",
    "a".repeat(101),
  ])("takes no entry named %j", (name) => {
    const { entries, fault } = readStoredZip(writeStoredZip([entry(name)]));
    expect(entries).toEqual([]);
    expect(fault).toContain("not a plain file name");
  });

  it("takes no name twice", () => {
    expect(faultOf(writeStoredZip([entry("a"), entry("a")]))).toContain("comes twice");
  });

  it("takes as many entries as it says and not one more", () => {
    expect(faultOf(manyEntries(maxZipEntries))).toBeUndefined();
    expect(faultOf(manyEntries(maxZipEntries + 1))).toContain(`more than ${maxZipEntries} entries`);
  });

  it("looks at nothing larger than its limit", () => {
    const bytes = new Uint8Array(maxZipBytes + 1);
    bytes.set(genuine);
    expect(readStoredZip(bytes)).toEqual({ entries: [], fault: "larger than 512 MiB" });
  });

  it("never inflates: a bomb of a gigabyte is refused at its header", () => {
    const bomb = zipSync({ "events.ndjson": [new Uint8Array(2 ** 24), { level: 9 }] });
    expect(bomb.length).toBeLessThan(2 ** 16);
    expect(readStoredZip(bomb)).toEqual({ entries: [], fault: "byte 0: not a stored entry" });
  });

  it("believes no size that runs past the end", () => {
    const bytes = writeStoredZip([entry("a")]);
    const view = new DataView(bytes.buffer);
    for (const at of [18, 22]) view.setUint32(at, 0xffffffff, true);
    expect(faultOf(bytes)).toContain("runs past the end");
  });

  it("gives back what was written, and an empty container has a fault", () => {
    const entries = [entry("a"), entry("b.json"), { name: "c", bytes: new Uint8Array() }];
    const bytes = writeStoredZip(entries);
    expect(readStoredZip(bytes)).toEqual({ entries, fault: undefined });
    expect(faultOf(writeStoredZip([]))).toBeDefined();
  });
});

describe("the verifier", () => {
  it.each([
    ["nothing", new Uint8Array()],
    ["three bytes", utf8("PK\u0003")],
    ["a text", utf8("this is no bundle, but a text that somebody saved".repeat(9))],
    ["a megabyte of zeroes", new Uint8Array(2 ** 20)],
  ])("calls %s unreadable", async (_, bytes) => {
    expect(await verifyBundle(bytes)).toEqual({ ok: false, readable: false, checks: [] });
  });

  it.each([
    ["a zip start alone", utf8("PK\u0003\u0004")],
    [
      "a zip end alone",
      concatBytes(new Uint8Array(99), utf8("PK\u0005\u0006"), new Uint8Array(18)),
    ],
    ["a zip of something else", zipSync({ "a.txt": utf8("x") }, { level: 0 })],
    ["a bundle without its beginning", genuine.subarray(1000)],
  ])("calls %s readable and wrong", async (_, bytes) => {
    const { ok, readable, checks } = await verifyBundle(bytes);
    expect([ok, readable, checks.length]).toEqual([false, true, 19]);
    expect(checks.filter(({ ok }) => ok)).toEqual([]);
  });

  const deep = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
  it.each([
    ["no events", ""],
    ["an empty line", "\n"],
    ["nonsense", "nonsense\n"],
    ["a number", "1\n"],
    ["a proto", '{"__proto__":{"v":1}}\n'],
    ["nesting without end", `${deep}\n`],
    ["a long line", `"${"x".repeat(2 ** 22)}"\n`],
    ["a hundred thousand lines", "{}\n".repeat(100_000)],
  ])("answers %s in place of events", async (_, text) => {
    const found = await failing(packed(textsWith({ "events.ndjson": text }), { size: 1 }));
    expect(found).toEqual(expect.arrayContaining(["events", "execution", "signatures", "closed"]));
  });

  it.each(["", "\n", "\n\n", "— x AAAA\n", "x".repeat(2 ** 20), "\u0000", "a\n1\nb\n\n— a b\n"])(
    "answers %j in place of a checkpoint",
    async (text) => {
      expect(await failing(packed(textsWith({ "checkpoint.txt": text })))).toEqual(["checkpoint"]);
      // The heads that the gates' witnesses cosigned are in that list.
      const withoutList = await failing(packed(textsWith({ "checkpoints.txt": text })));
      expect(withoutList).toEqual(["checkpoint", "witnesses"]);
    },
  );
});
