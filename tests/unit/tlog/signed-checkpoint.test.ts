import { createPublicKey, randomInt, verify as nodeVerify } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  TlogError,
  checkpointOf,
  concatBytes,
  cosignCheckpoint,
  cosigner,
  CompactRange,
  cosignedMessage,
  ed25519Signer,
  ed25519Verifier,
  formatNote,
  fromHex,
  fromUtf8,
  leafHash,
  noteSigner,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  parseVkey,
  signCheckpoint,
  signNote,
  verifyCheckpoint,
  type VerifierFactory,
} from "@yuanping/shared/tlog/index.ts";

const vectors = z
  .object({
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
const own = vectors.own_checkpoint;
const ORIGIN = "zhaocai.example/audit/1";
const WITNESS = "supervisor.example/w1";
const LEAF_DATA = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"];

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

describe("our checkpoint vector", () => {
  it("is made again byte by byte from the seeds", async () => {
    const leaves = [...LEAF_DATA, "606162636465666768696a6b6c6d6e6f"].map((data) =>
      leafHash(fromHex(data)),
    );
    const log = noteSigner(ORIGIN, await ed25519Signer(own.log_seed_hex));
    const checkpoint = checkpointOf(ORIGIN, CompactRange.empty().appendAll(leaves));
    const signed = await signCheckpoint(checkpoint, log);
    const witness = await ed25519Signer(own.witness_seed_hex);
    expect(await cosignCheckpoint(signed, WITNESS, witness, own.cosign_time)).toBe(own.note);
    expect(fromUtf8(cosignedMessage(parseNote(own.note).text, own.cosign_time))).toBe(
      own.cosigned_message,
    );
  });

  it.each([
    ["WebCrypto", ed25519Verifier],
    ["Node's crypto", nodeFactory],
  ])("verifies with log and witness by %s", async (_, factory) => {
    const { log, witness } = await ownVerifiers(factory);
    const verified = await verifyCheckpoint(own.note, [log], [witness]);
    expect(verified.log.name).toBe(ORIGIN);
    expect(verified.checkpoint.size).toBe(8n);
    expect(verified.witnessings).toEqual([{ key: witness.key, time: own.cosign_time }]);
  });

  it("still verifies for one who knows only the log, and says that nobody known witnessed", async () => {
    const { log } = await ownVerifiers();
    expect((await verifyCheckpoint(own.note, [log])).witnessings).toEqual([]);
  });

  it("is not a log's word when only the witness is known", async () => {
    const { witness } = await ownVerifiers();
    expect(await code(() => verifyCheckpoint(own.note, [], [witness]))).toBe(
      "checkpoint.no-log-signature",
    );
  });

  it("does not count a log as its own witness, however it signs", async () => {
    const timed = cosigner(ORIGIN, await ed25519Signer(own.log_seed_hex), own.cosign_time);
    const note = await signCheckpoint(parseCheckpoint(parseNote(own.note).text), timed);
    const verified = await verifyCheckpoint(note, [await noteVerifier(timed.key)]);
    expect(verified.log.name).toBe(ORIGIN);
    expect(verified.witnessings).toEqual([]);
  });

  it("is refused when the witness's time was changed", async () => {
    const { log, witness } = await ownVerifiers();
    const note = parseNote(own.note);
    const changed = note.signatures.map((line) =>
      line.name === WITNESS ? { ...line, signature: line.signature.with(7, 0x81) } : line,
    );
    const forged = formatNote({ text: note.text, signatures: changed });
    expect(await code(() => verifyCheckpoint(forged, [log], [witness]))).toBe("note.bad-signature");
    expect(await code(() => verifyCheckpoint(forged, [log]))).toBe("accepted");
  });

  it("is refused when a log signs under another origin than its name", async () => {
    const log = noteSigner("other.example/log", await ed25519Signer(own.log_seed_hex));
    const checkpoint = checkpointOf(ORIGIN, CompactRange.empty());
    expect(await code(() => signCheckpoint(checkpoint, log))).toBe("checkpoint.origin");
    const forged = formatNote(
      await signNote({ text: parseNote(own.note).text, signatures: [] }, log),
    );
    const verifier = await noteVerifier(log.key);
    expect(await code(() => verifyCheckpoint(forged, [verifier]))).toBe("checkpoint.origin");
  });
});

describe("a signed checkpoint under attack", () => {
  const seed = Number(process.env["TEST_SEED"] ?? randomInt(2 ** 31));

  it(`never verifies after one change of a character (TEST_SEED=${seed})`, async () => {
    const { log, witness } = await ownVerifiers(nodeFactory);
    const random = lehmer(seed);
    const alphabet = "\nA+/=— 0189azé\r\t";
    const survivors: string[] = [];
    for (let round = 0; round < 3000; round++) {
      const forged = mutate(own.note, random, alphabet);
      if (forged === own.note) continue;
      const outcome = await code(() => verifyBoth(forged, log, witness));
      if (outcome === "accepted") survivors.push(forged);
    }
    expect(survivors).toEqual([]);
  });

  it("never verifies after being cut at any place", async () => {
    const { log, witness } = await ownVerifiers(nodeFactory);
    for (let length = 0; length < own.note.length; length++) {
      const cut = own.note.slice(0, length);
      expect(await code(() => verifyBoth(cut, log, witness)), `at ${length}`).not.toBe("accepted");
    }
  });

  type Verifiers = Awaited<ReturnType<typeof ownVerifiers>>;

  /** Log and witness must both stand: a lost witness line counts as detected, as it does for a quorum. */
  async function verifyBoth(
    note: string,
    log: Verifiers["log"],
    witness: Verifiers["witness"],
  ): Promise<void> {
    const { witnessings } = await verifyCheckpoint(note, [log], [witness]);
    if (witnessings.length !== 1) throw new TlogError("policy.no-quorum", "witness missing");
  }
});

/** Drops, inserts, replaces or swaps at one place. */
function mutate(text: string, random: (below: number) => number, alphabet: string): string {
  const place = random(text.length);
  const [before, after] = [text.slice(0, place), text.slice(place)];
  const letter = alphabet.charAt(random(alphabet.length));
  const kind = random(4);
  if (kind === 0) return before + after.slice(1);
  if (kind === 1) return before + letter + after;
  if (kind === 2) return before + letter + after.slice(1);
  return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
}

/** The minimal standard generator: repeatable from its seed. */
function lehmer(seed: number): (below: number) => number {
  let state = (seed % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}
