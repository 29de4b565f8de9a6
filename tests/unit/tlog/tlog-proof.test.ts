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
  ed25519Signer,
  formatTlogProof,
  formatVkey,
  fromHex,
  inclusionProof,
  leafHash,
  noteKey,
  noteSigner,
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
