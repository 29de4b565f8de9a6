import { existsSync, readFileSync } from "node:fs";
import {
  COSIGNATURE_V1,
  ed25519Signer,
  formatVkey,
  fromHex,
  generateEd25519,
  hex,
  noteKey,
  type NoteKey,
  type Signer,
} from "@yuanping/shared/tlog/index.ts";
import { z } from "zod";
import { replaceFile } from "../monitor/durable-file.ts";

const keyFileSchema = z.strictObject({
  format: z.literal("yuanping-witness-key/1"),
  /** The body's name in notes, by convention an address without its scheme. */
  name: z.string(),
  /** The 32-byte Ed25519 seed: whoever has it can cosign. */
  seed: z.string().regex(/^[0-9a-f]{64}$/),
  /** What the tender names the body by. */
  vkey: z.string(),
});

export type WitnessKey = Readonly<{ key: NoteKey; signer: Signer }>;

/** Makes a key and writes it where there is no file yet, readable by its owner alone; its C2SP verifier key. */
export async function makeKeyFile(name: string, path: string): Promise<string> {
  if (existsSync(path)) throw new TypeError(`${path} is there already; a key is never replaced`);
  const { seed, publicKey } = await generateEd25519();
  const vkey = formatVkey(noteKey(name, COSIGNATURE_V1, publicKey));
  const file = { format: "yuanping-witness-key/1", name, seed: hex(seed), vkey };
  replaceFile(path, `${JSON.stringify(keyFileSchema.parse(file), undefined, 2)}\n`);
  return vkey;
}

/** Throws on a file that holds no key, or a verifier key that is not the seed's. */
export async function readKeyFile(path: string): Promise<WitnessKey> {
  const { name, seed, vkey } = keyFileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const signer = await ed25519Signer(fromHex(seed));
  const key = noteKey(name, COSIGNATURE_V1, signer.publicKey);
  if (formatVkey(key) !== vkey) throw new TypeError(`${path}: the verifier key is not the seed's`);
  return { key, signer };
}
