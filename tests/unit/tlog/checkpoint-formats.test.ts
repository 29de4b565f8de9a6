import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  CompactRange,
  HashTree,
  ProofError,
  TlogError,
  base64,
  checkpointOf,
  cosignCheckpoint,
  cosignedMessage,
  ed25519Signer,
  formatCheckpoint,
  formatCosignature,
  formatTlogProof,
  formatVkey,
  fromHex,
  inclusionProof,
  isQuorum,
  leafHash,
  noteKey,
  noteSigner,
  parseCheckpoint,
  parseCosignature,
  parsePolicy,
  parseTlogProof,
  signCheckpoint,
  trustPolicy,
  utf8,
  verifyTlogProof,
  verifyTrustedCheckpoint,
} from "@yuanping/shared/tlog/index.ts";

const vectors = z
  .object({
    own_checkpoint: z.object({ note: z.string() }),
    own_tlog_proof_leaf5_of_8: z.object({
      leaf_data_hex: z.string().transform(fromHex),
      text: z.string(),
    }),
    policy_example: z.string(),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL("../../vectors/tlog/note-vectors.json", import.meta.url), "utf8"),
    ),
  );
const proofText = vectors.own_tlog_proof_leaf5_of_8.text;
const proofLeaf = leafHash(vectors.own_tlog_proof_leaf5_of_8.leaf_data_hex);
const ROOT = base64(new Uint8Array(32).fill(9));

async function code(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof TlogError || error instanceof ProofError) return error.code;
    throw error;
  }
  return "accepted";
}

describe("checkpoint texts", () => {
  it.each([
    `a.example/log\n0\n${ROOT}\n`,
    `a.example/log\n18446744073709551615\n${ROOT}\n`,
    `a log with spaces + 远评\n1\n${ROOT}\nextension one\ntwo\n`,
  ])("come back as written: %j", (text) => {
    expect(formatCheckpoint(parseCheckpoint(text))).toBe(text);
  });

  it("name the head of a folded log", () => {
    const range = CompactRange.empty().append(leafHash(utf8("a")));
    expect(parseCheckpoint(formatCheckpoint(checkpointOf("o", range)))).toEqual({
      origin: "o",
      size: 1n,
      root: range.root(),
      extensions: [],
    });
  });

  it.each([
    ["no origin", `\n1\n${ROOT}\n`, "checkpoint.syntax"],
    ["two lines", "o\n1\n", "checkpoint.syntax"],
    ["no final newline", `o\n1\n${ROOT}`, "checkpoint.syntax"],
    ["an empty extension line", `o\n1\n${ROOT}\n\nx\n`, "checkpoint.syntax"],
    ["a leading zero", `o\n01\n${ROOT}\n`, "checkpoint.size"],
    ["a sign", `o\n+1\n${ROOT}\n`, "checkpoint.size"],
    ["hexadecimal", `o\n0x1\n${ROOT}\n`, "checkpoint.size"],
    ["full-width digits", `o\n１\n${ROOT}\n`, "checkpoint.size"],
    ["a size of 2^64", `o\n18446744073709551616\n${ROOT}\n`, "checkpoint.size"],
    ["a short root", `o\n1\n${base64(new Uint8Array(31))}\n`, "checkpoint.root"],
    ["an empty root line", "o\n1\n\n", "checkpoint.root"],
    ["a root with set trailing bits", `o\n1\n${ROOT.replace("k=", "l=")}\n`, "checkpoint.root"],
  ])("with %s are refused", async (_, text, expected) => {
    expect(await code(() => parseCheckpoint(text))).toBe(expected);
  });

  it("are not written when a line would smuggle in another", async () => {
    const checkpoint = { origin: "o\n5", size: 1n, root: new Uint8Array(32), extensions: [] };
    expect(await code(() => formatCheckpoint(checkpoint))).not.toBe("accepted");
    const extended = { ...checkpoint, origin: "o", extensions: ["a\nb"] };
    expect(await code(() => formatCheckpoint(extended))).toBe("checkpoint.syntax");
  });
});

describe("cosignatures", () => {
  it("come back as written, up to the largest exact time", () => {
    for (const time of [0, 1_790_000_000, Number.MAX_SAFE_INTEGER]) {
      const cosignature = { time, signature: new Uint8Array(64).fill(3) };
      expect(parseCosignature(formatCosignature(cosignature))).toEqual(cosignature);
    }
  });

  it.each([71, 73, 0])("of %i bytes are refused", async (length) => {
    expect(await code(() => parseCosignature(new Uint8Array(length)))).toBe("cosignature.syntax");
  });

  it("of no clock's time are refused", async () => {
    expect(await code(() => parseCosignature(new Uint8Array(72).fill(255)))).toBe(
      "cosignature.time",
    );
    for (const time of [-1, 1.5, Number.NaN, 2 ** 53]) {
      expect(await code(() => cosignedMessage("o\n", time))).toBe("cosignature.time");
    }
  });
});

const keys = ["A", "B", "C", "D", "E"].map((name, i) => ({
  name,
  vkey: formatVkey(noteKey(`w${i}.example`, 0x04, new Uint8Array(32).fill(i + 1))),
}));
const LOG = formatVkey(noteKey("log.example", 0x01, new Uint8Array(32).fill(77)));
const WITNESSES = keys.map(({ name, vkey }) => `witness ${name} ${vkey}\n`).join("");
const TWO_LEVELS = `log ${LOG}\n${WITNESSES}group X 2 A B C\ngroup Y any D E\ngroup Z all X Y\nquorum Z\n`;

/** A policy whose quorum is the last of `count` groups, each holding only the one before it. */
function chainOfGroups(count: number): string {
  const members = ["A", ...Array.from({ length: count - 1 }, (_, i) => `g${i}`)];
  const groups = members.map((member, i) => `group g${i} 1 ${member}\n`);
  return `${WITNESSES}${groups.join("")}quorum g${count - 1}\n`;
}

describe("policies", () => {
  it("read the example", () => {
    const policy = parsePolicy(vectors.policy_example);
    expect(policy.logs.map(({ key }) => key.name)).toEqual(["zhaocai.example/audit/1"]);
    expect([...policy.witnesses.keys()]).toEqual(["W1"]);
    expect(policy.quorum).toBe("W1");
  });

  it("skip comments, blanks and tabs, and keep the address", () => {
    const policy = parsePolicy(
      `# c\n\n \t\n  log\t${LOG}  https://log.example/ \n\t# d\nquorum none\n`,
    );
    expect(policy.logs[0]?.url).toBe("https://log.example/");
    expect(isQuorum(policy, new Set())).toBe(true);
  });

  it("ask for two of the first three and one of the last two, for all 32 sets of witnesses", () => {
    const policy = parsePolicy(TWO_LEVELS);
    for (let set = 0; set < 32; set++) {
      const present = keys.filter((_, i) => (set >> i) % 2 === 1).map(({ name }) => name);
      const first = present.filter((name) => "ABC".includes(name)).length;
      const expected = first >= 2 && present.length > first;
      expect([...present, isQuorum(policy, new Set(present))]).toEqual([...present, expected]);
    }
  });

  it("do not count a group's name as a witness", () => {
    expect(isQuorum(parsePolicy(TWO_LEVELS), new Set(["X", "Y", "Z"]))).toBe(false);
  });

  it("take 32 of each and refuse a flood", async () => {
    expect(isQuorum(parsePolicy(chainOfGroups(256)), new Set(["A"]))).toBe(true);
    expect(await code(() => parsePolicy(chainOfGroups(257)))).toBe("policy.too-long");
  });

  it.each([
    ["no quorum", WITNESSES, "policy.quorum"],
    ["two quorums", "quorum none\nquorum none\n", "policy.quorum"],
    ["a quorum of a stranger", "quorum A\n", "policy.unknown-name"],
    ["a quorum before its witness", `quorum A\n${WITNESSES}`, "policy.unknown-name"],
    ["a group of none", `${WITNESSES}group X 1 none\nquorum X\n`, "policy.unknown-name"],
    ["a group of itself", `${WITNESSES}group X 1 X\nquorum X\n`, "policy.unknown-name"],
    ["an empty group", `${WITNESSES}group X all\nquorum X\n`, "policy.syntax"],
    ["a member twice", `${WITNESSES}group X 2 A A\nquorum X\n`, "policy.reused-member"],
    [
      "a member of two groups",
      `${WITNESSES}group X 1 A\ngroup Y 1 A\nquorum X\n`,
      "policy.reused-member",
    ],
    ["threshold 0", `${WITNESSES}group X 0 A\nquorum X\n`, "policy.threshold"],
    ["threshold 3 of 2", `${WITNESSES}group X 3 A B\nquorum X\n`, "policy.threshold"],
    ["threshold 02", `${WITNESSES}group X 02 A B\nquorum X\n`, "policy.threshold"],
    ["a name twice", `${WITNESSES}group A 1 B\nquorum A\n`, "policy.duplicate-name"],
    [
      "a witness called none",
      `witness none ${keys[0]?.vkey}\nquorum none\n`,
      "policy.duplicate-name",
    ],
    ["a log twice", `log ${LOG}\nlog ${LOG}\nquorum none\n`, "policy.duplicate-key"],
    [
      "one key under two witness names",
      `${WITNESSES}witness F ${keys[0]?.vkey}\nquorum A\n`,
      "policy.duplicate-key",
    ],
    [
      "one key under two key names",
      `${WITNESSES}witness F ${formatVkey(noteKey("f.example", 0x04, new Uint8Array(32).fill(1)))}\nquorum A\n`,
      "policy.duplicate-key",
    ],
    ["a log's key as witness", `witness A ${LOG}\nquorum A\n`, "policy.key"],
    ["a witness's key as log", `log ${keys[0]?.vkey}\nquorum none\n`, "policy.key"],
    ["a broken key", "log x+y+z\nquorum none\n", "policy.key"],
    ["an unknown keyword", "logs\nquorum none\n", "policy.syntax"],
    ["surplus words", `log ${LOG} url more\nquorum none\n`, "policy.syntax"],
    ["a carriage return", "quorum none\r\n", "policy.characters"],
    ["no final newline", "quorum none", "policy.syntax"],
    ["nothing", "", "policy.quorum"],
    ["a megabyte", "#\n".repeat(1 << 19), "policy.too-long"],
  ])("with %s are refused", async (_, text, expected) => {
    expect(await code(() => parsePolicy(text))).toBe(expected);
  });
});

describe("proof files", () => {
  const policy = parsePolicy(vectors.policy_example);

  it("come back as written, with and without extra data", () => {
    expect(formatTlogProof(parseTlogProof(proofText))).toBe(proofText);
    const extended = formatTlogProof({ ...parseTlogProof(proofText), extra: utf8("salt") });
    expect(extended).toContain("\nextra c2FsdA==\nindex 5\n");
    expect(formatTlogProof(parseTlogProof(extended))).toBe(extended);
  });

  it("verify offline for their entry and for no other", async () => {
    const trust = await trustPolicy(policy);
    const verified = await verifyTlogProof(proofText, proofLeaf, trust);
    expect(verified.checkpoint.size).toBe(8n);
    expect(verified.witnessings).toHaveLength(1);
    expect(await code(() => verifyTlogProof(proofText, leafHash(utf8("x")), trust))).toBe(
      "proof.root-mismatch",
    );
    const moved = proofText.replace("index 5", "index 4");
    expect(await code(() => verifyTlogProof(moved, proofLeaf, trust))).toBe("proof.root-mismatch");
  });

  it("do not verify without the quorum of the policy", async () => {
    const unwitnessed = proofText.replace(/— supervisor.*\n/, "");
    const trust = await trustPolicy(policy);
    expect(await code(() => verifyTlogProof(unwitnessed, proofLeaf, trust))).toBe(
      "policy.no-quorum",
    );
    const lenient = await trustPolicy({ ...policy, quorum: "none" });
    expect(await code(() => verifyTlogProof(unwitnessed, proofLeaf, lenient))).toBe("accepted");
  });

  it("do not verify by the checkpoint of another log", async () => {
    const trust = await trustPolicy({ ...policy, logs: [] });
    expect(await code(() => verifyTlogProof(proofText, proofLeaf, trust))).toBe(
      "checkpoint.no-log-signature",
    );
  });

  it("verify for every entry of a log made, signed and witnessed here", async () => {
    const log = await ed25519Signer(new Uint8Array(32).fill(3));
    const witness = await ed25519Signer(new Uint8Array(32).fill(4));
    const leaves = Array.from({ length: 37 }, (_, i) => leafHash(utf8(`event ${i}`)));
    const tree = new HashTree(leaves);
    const logSigner = noteSigner("log.example/7", log);
    const head = checkpointOf("log.example/7", CompactRange.empty().appendAll(leaves));
    const note = await cosignCheckpoint(
      await signCheckpoint(head, logSigner),
      "w.example",
      witness,
      9,
    );
    const witnessKey = formatVkey(noteKey("w.example", 0x04, witness.publicKey));
    const text = `log ${formatVkey(logSigner.key)}\nwitness w ${witnessKey}\nquorum w\n`;
    const trust = await trustPolicy(parsePolicy(text));
    expect((await verifyTrustedCheckpoint(note, trust)).witnessings[0]?.time).toBe(9);
    for (const [index, leaf] of leaves.entries()) {
      const hashes = inclusionProof(tree, index, leaves.length);
      const file = formatTlogProof({ index: BigInt(index), hashes, checkpoint: note });
      expect(await code(() => verifyTlogProof(file, leaf, trust))).toBe("accepted");
    }
  });

  it.each([
    ["another version", proofText.replace("@v1", "@v2"), "tlog-proof.syntax"],
    ["no index", proofText.replace("index 5\n", ""), "tlog-proof.syntax"],
    ["a leading zero", proofText.replace("index 5", "index 05"), "tlog-proof.syntax"],
    ["a negative index", proofText.replace("index 5", "index -5"), "tlog-proof.syntax"],
    [
      "extra after index",
      proofText.replace("index 5\n", "index 5\nextra AA==\n"),
      "tlog-proof.syntax",
    ],
    [
      "extra twice",
      proofText.replace("index", "extra AA==\nextra AA==\nindex"),
      "tlog-proof.syntax",
    ],
    ["a short hash", proofText.replace("vBoGQ7Eu", "vBoG"), "tlog-proof.syntax"],
    ["no empty line", "c2sp.org/tlog-proof@v1\nindex 5\n", "tlog-proof.syntax"],
    ["CRLF", proofText.replaceAll("\n", "\r\n"), "tlog-proof.syntax"],
    [
      "65 hashes",
      proofText.replace("index 5\n", `index 5\n${`${ROOT}\n`.repeat(62)}`),
      "tlog-proof.too-many-hashes",
    ],
    ["a megabyte", `${proofText}${"a".repeat(1 << 20)}`, "tlog-proof.too-long"],
    ["nothing", "", "tlog-proof.syntax"],
  ])("with %s are refused", async (_, text, expected) => {
    expect(await code(() => parseTlogProof(text))).toBe(expected);
  });
});
