import { createPublicKey, verify as nodeVerify } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  TlogError,
  base64,
  concatBytes,
  ed25519Signer,
  ed25519Verifier,
  formatNote,
  formatVkey,
  fromHex,
  generateEd25519,
  noteKey,
  noteVerifier,
  parseNote,
  parseVkey,
  utf8,
  verifyNote,
  withSignature,
  type VerifierFactory,
} from "@yuanping/shared/tlog/index.ts";

const vectors = z
  .object({
    signed_note_spec_example: z.object({ vkey: z.string(), note: z.string() }),
    own_checkpoint: z.object({
      log_seed_hex: z.string().transform(fromHex),
      log_vkey: z.string(),
      witness_seed_hex: z.string().transform(fromHex),
      witness_vkey: z.string(),
      cosign_time: z.number(),
      cosigned_message: z.string(),
      note: z.string(),
    }),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL("../../vectors/tlog/note-vectors.json", import.meta.url), "utf8"),
    ),
  );
const example = vectors.signed_note_spec_example;
const own = vectors.own_checkpoint;

/** Node's own Ed25519, which answers at once: what a server passes in for speed. */
const nodeFactory: VerifierFactory = (publicKey) => {
  const spki = concatBytes(fromHex("302a300506032b6570032100"), publicKey);
  const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
  return { verify: (message, signature) => nodeVerify(null, message, key, signature) };
};

async function code(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof TlogError) return error.code;
    throw error;
  }
  return "accepted";
}

async function ownVerifiers(factory: VerifierFactory = ed25519Verifier) {
  return {
    log: await noteVerifier(parseVkey(own.log_vkey), factory),
    witness: await noteVerifier(parseVkey(own.witness_vkey), factory),
  };
}

describe("verifier keys", () => {
  it.each([example.vkey, own.log_vkey, own.witness_vkey])("come back as written: %s", (vkey) => {
    expect(formatVkey(parseVkey(vkey))).toBe(vkey);
  });

  it("of types not known here can be listed but not verified with", async () => {
    const key = noteKey("later.example/w", 0x06, new Uint8Array(1312).fill(5));
    expect(parseVkey(formatVkey(key))).toEqual(key);
    expect(await code(() => noteVerifier(key))).toBe("vkey.unsupported-type");
  });

  it.each([0x01, 0x04])("of type %i have 32 bytes", async (type) => {
    expect(await code(() => noteKey("a.example", type, new Uint8Array(33)))).toBe(
      "vkey.key-length",
    );
  });

  it.each([
    ["another key id", example.vkey.replace("530d903a", "530d903b"), "vkey.key-id"],
    ["another name", example.vkey.replace("foo", "bar"), "vkey.key-id"],
    ["an upper-case key id", example.vkey.replace("530d903a", "530D903A"), "vkey.syntax"],
    ["a space in the name", `a b${example.vkey}`, "vkey.syntax"],
    ["an ideographic space in the name", `a\u3000b${example.vkey}`, "vkey.syntax"],
    ["a newline at the end", `${example.vkey}\n`, "vkey.syntax"],
    ["no name", "+530d903a+AekyeRrm", "vkey.syntax"],
    ["a truncated key", example.vkey.slice(0, -4), "vkey.key-length"],
    ["nothing", "", "vkey.syntax"],
  ])("with %s are refused", async (_, vkey, expected) => {
    expect(await code(() => parseVkey(vkey))).toBe(expected);
  });
});

describe("the published note", () => {
  it("comes back as written and is good", async () => {
    const note = parseNote(example.note);
    expect(formatNote(note)).toBe(example.note);
    const verifier = await noteVerifier(parseVkey(example.vkey));
    const [signature] = await verifyNote(note, [verifier]);
    expect(signature?.key.name).toBe("example.com/foo");
  });

  it("is good for an injected implementation too", async () => {
    const verifier = await noteVerifier(parseVkey(example.vkey), nodeFactory);
    expect(await verifyNote(parseNote(example.note), [verifier])).toHaveLength(1);
  });
});

describe("a new key", () => {
  it("signs what its verifier accepts and nothing else", async () => {
    const { seed, publicKey } = await generateEd25519();
    const signer = await ed25519Signer(seed);
    expect(signer.publicKey).toEqual(publicKey);
    const verifier = await ed25519Verifier(publicKey);
    const signature = await signer.sign(utf8("评标"));
    expect(await verifier.verify(utf8("评标"), signature)).toBe(true);
    expect(await verifier.verify(utf8("评标 "), signature)).toBe(false);
    expect(await verifier.verify(utf8("评标"), signature.subarray(1))).toBe(false);
    await expect(ed25519Signer(seed.subarray(1))).rejects.toThrow(RangeError);
  });
});

describe("signature lines", () => {
  const lines = example.note.split("\n\n")[1] ?? "";
  const stranger = `— example.com/foo ${base64(new Uint8Array(68).fill(1))}\n`;

  it("by unknown keys are ignored, twice or not, whatever their type", async () => {
    const verifier = await noteVerifier(parseVkey(example.vkey));
    const note = parseNote(`${example.note}${stranger}${stranger}`);
    expect(await verifyNote(note, [verifier])).toHaveLength(1);
  });

  it("by nobody known make the note worthless", async () => {
    const { log } = await ownVerifiers();
    expect(await code(() => verifyNote(parseNote(example.note), [log]))).toBe(
      "note.no-known-signature",
    );
  });

  it("given twice by a known key are refused", async () => {
    const verifier = await noteVerifier(parseVkey(example.vkey));
    const twice = parseNote(`${example.note}${lines}`);
    expect(await code(() => verifyNote(twice, [verifier]))).toBe("note.duplicate-signature");
  });

  it("replace an earlier one by the same key", () => {
    const note = parseNote(example.note);
    const [first] = note.signatures;
    if (first === undefined) throw new Error("vectors");
    const renewed = { ...first, signature: new Uint8Array(64) };
    expect(withSignature(note, renewed).signatures).toEqual([renewed]);
    expect(withSignature(note, { ...renewed, keyId: "00000000" }).signatures).toHaveLength(2);
  });

  it.each([
    ["CRLF", example.note.replaceAll("\n", "\r\n"), "note.characters"],
    ["a tab", example.note.replace("This", "\tThis"), "note.characters"],
    ["a NUL", example.note.replace("This", "\0This"), "note.characters"],
    ["a lone surrogate", example.note.replace("This", "\ud800"), "note.characters"],
    ["an en dash", example.note.replace("—", "–"), "note.signature-line"],
    ["a hyphen", example.note.replace("—", "-"), "note.signature-line"],
    ["a no-break space", example.note.replace("— ", "—\u00a0"), "note.signature-line"],
    ["two spaces", example.note.replace("— ", "—  "), "note.signature-line"],
    ["a trailing space", example.note.replace("=\n", "= \n"), "note.signature-line"],
    ["no padding", example.note.replace("=\n", "\n"), "note.signature-line"],
    ["a key id and nothing after it", "a\n\n— b AAAAAA==\n", "note.signature-line"],
    ["a plus in the name", example.note.replace("/foo ", "/f+o "), "note.signature-line"],
    ["no blank line", example.note.replace("\n\n", "\n"), "note.syntax"],
    ["no final newline", example.note.slice(0, -1), "note.syntax"],
    ["no newline after a second signature", `${example.note}${stranger.trimEnd()}`, "note.syntax"],
    ["a blank line at the end", `${example.note}\n`, "note.syntax"],
    ["no signature", "text\n\n", "note.syntax"],
    ["nothing", "", "note.syntax"],
    ["101 signatures", `a\n\n${stranger.repeat(101)}`, "note.too-many-signatures"],
    ["a megabyte", `${"a".repeat(1 << 20)}${example.note}`, "note.too-long"],
  ])("or texts with %s are refused", async (_, note, expected) => {
    expect(await code(() => parseNote(note))).toBe(expected);
  });

  it("are accepted in the number that every reader must take, with the longest signatures", () => {
    const long = `— later.example/w ${base64(new Uint8Array(5000))}\n`;
    expect(parseNote(`a\n\n${long.repeat(16)}`).signatures).toHaveLength(16);
  });

  it("keep empty lines inside the text", () => {
    const note = parseNote(`a\n\nb\n\n${lines}`);
    expect(note.text).toBe("a\n\nb\n");
    expect(formatNote(note)).toBe(`a\n\nb\n\n${lines}`);
  });
});
