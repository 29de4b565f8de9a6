import { expect, it } from "vitest";
import { buildBundle, verifyBundle } from "@yuanping/shared/evidence/index.ts";
import {
  COSIGNATURE_V1,
  cosignCheckpoint,
  ed25519Signer,
  formatNote,
  formatVkey,
  noteKey,
  parseNote,
} from "@yuanping/shared/tlog/index.ts";
import { playTerminated } from "../../support/evaluation-script.ts";
import { key, version } from "../../support/evidence/genuine.ts";

const name = "notary.example/witness";
const signer = await ed25519Signer(new Uint8Array(32).fill(9));
const vkey = formatVkey(noteKey(name, COSIGNATURE_V1, signer.publicKey));
const body = { name: "示范公证处", vkey };
const { lines, stream } = await playTerminated("outside", [body]);
const last = await key.signHead(stream, lines);
const early = await key.signHead(stream, lines.slice(0, 20));

/** What the witnesses' check says of the evaluation with these heads beside its last. */
async function witnesses(...notes: readonly string[]) {
  const bundle = buildBundle({ lines, notes: [last, ...notes], vkey: key.vkey, version });
  const { ok, checks } = await verifyBundle(bundle);
  const check = checks.find((each) => each.name === "witnesses");
  return { ok: ok && check?.ok === true, detail: check?.detail ?? "" };
}

const cosigned = (note: string): Promise<string> =>
  cosignCheckpoint(note, name, signer, 1_772_000_000);

it("an outside body counts as far as it has cosigned, beside the lines of the log", async () => {
  expect(await witnesses()).toMatchObject({
    ok: true,
    detail: expect.stringContaining("示范公证处 to event 0"),
  });
  const found = await witnesses(await cosigned(early));
  expect(found).toMatchObject({
    ok: true,
    detail: expect.stringContaining("示范公证处 to event 20"),
  });
  const whole = await witnesses(await cosigned(early), await cosigned(last));
  expect(whole.detail).toContain(`示范公证处 to event ${lines.length}`);
});

it("a cosignature that it never made is found, and is not taken for a missing one", async () => {
  const { text, signatures } = parseNote(await cosigned(early));
  const flipped = signatures.map((line) =>
    line.name === name
      ? { ...line, signature: line.signature.map((byte, at) => (at === 30 ? byte ^ 1 : byte)) }
      : line,
  );
  expect(await witnesses(formatNote({ text, signatures: flipped }))).toMatchObject({ ok: false });
});

it("a stranger's cosignature counts for nobody", async () => {
  const stranger = await ed25519Signer(new Uint8Array(32).fill(8));
  const note = await cosignCheckpoint(early, "stranger.example", stranger, 1);
  expect(await witnesses(note)).toMatchObject({
    ok: true,
    detail: expect.stringContaining("to event 0"),
  });
});
