import {
  ED25519,
  formatVkey,
  fromHex,
  generateEd25519,
  hex,
  noteKey,
  noteSigner,
  signKeyChange,
  type NoteKey,
  type NoteSigner,
  type Signer,
} from "@yuanping/shared/tlog/index.ts";
import { z } from "zod";
import type { VaultStore } from "../kernel/ports.ts";
import { documentKeyName } from "./data-key.ts";
import { nodeSigner } from "./node-signer.ts";
import { openSecret, SecretAltered } from "./secret-box.ts";
import { vaultKey, type Vault } from "./vault.ts";

/** The key that signs the heads of this installation's streams. */
export type LogKey = Readonly<{
  /** The installation's name, e.g. `yuanping-8f3a1c`; every origin begins with it, whatever key signs. */
  installation: string;
  signer: Signer;
  /** Public keys that signed before this one, oldest first. */
  former: readonly Uint8Array[];
  /** How each key took over from the one before, signed by both, oldest first. */
  changes: readonly string[];
}>;

const secretName = "log/ed25519-seed";
const seedLength = 32;

/** The secret after a change of keys; before the first it is the bare seed. One secret, so that it changes at once. */
const changedSchema = z.strictObject({
  installation: z.string(),
  seed: z.string().regex(/^[0-9a-f]{64}$/),
  former: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  changes: z.array(z.string()),
});

/** Whether the store has a log key, under whatever master key. */
export async function hasLogKey(store: VaultStore): Promise<boolean> {
  return (await store.get(secretName)) !== undefined;
}

/**
 * Whether the store's secrets are sealed under this master key: the log key, or, where that is not as it was made, the key
 * of the documents.
 */
export async function isSealedUnder(
  store: Pick<VaultStore, "get">,
  masterKey: Uint8Array,
): Promise<boolean> {
  const key = vaultKey(masterKey);
  for (const name of [secretName, documentKeyName]) {
    const kept = await store.get(name);
    try {
      if (kept !== undefined) {
        openSecret(key, name, kept);
        return true;
      }
    } catch (error) {
      if (!(error instanceof SecretAltered)) throw error;
    }
  }
  return false;
}

/** The installation's log key, made on the first start and kept in the vault. */
export async function loadLogKey(vault: Vault): Promise<LogKey> {
  const secret = (await vault.get(secretName)) ?? (await createSeed(vault));
  if (secret.length === seedLength) {
    const signer = nodeSigner(secret);
    return {
      installation: `yuanping-${hex(signer.publicKey).slice(0, 6)}`,
      signer,
      former: [],
      changes: [],
    };
  }
  const text = Buffer.from(secret).toString("utf8");
  const { installation, seed, former, changes } = changedSchema.parse(JSON.parse(text));
  return { installation, signer: nodeSigner(fromHex(seed)), former: former.map(fromHex), changes };
}

/**
 * Another log key takes over, by a statement that the former and the new one sign; of the former only the public half is
 * kept. It is one write: whoever is killed before it has the former key still, and after it the new one.
 */
export async function changeLogKey(vault: Vault): Promise<LogKey> {
  const key = await loadLogKey(vault);
  const { seed } = await generateEd25519();
  const signer = nodeSigner(seed);
  const change = await signKeyChange(key.installation, key.signer, signer);
  const former = [...key.former, key.signer.publicKey];
  const changes = [...key.changes, change];
  const kept = {
    installation: key.installation,
    seed: hex(seed),
    former: former.map(hex),
    changes,
  };
  await vault.putJson(secretName, kept);
  return { installation: key.installation, signer, former, changes };
}

/** What a stream is called in its checkpoints: the C2SP origin, which is also the key's name in them. */
export function originOf(key: LogKey, stream: string): string {
  return `${key.installation}/${stream}`;
}

/** Signs the checkpoints of one stream. */
export function signerFor(key: LogKey, stream: string): NoteSigner {
  return noteSigner(originOf(key, stream), key.signer);
}

/** The keys whose signatures on a stream's checkpoints are ours, under the stream's origin. */
export function keysFor(key: LogKey, stream: string): readonly NoteKey[] {
  const { former, signer } = key;
  return [...former, signer.publicKey].map((publicKey) =>
    noteKey(originOf(key, stream), ED25519, publicKey),
  );
}

/** The installation's verifier key in C2SP form; the same key signs each stream under the stream's own origin. */
export function vkeyOf(key: LogKey): string {
  return formatVkey(noteKey(key.installation, ED25519, key.signer.publicKey));
}

/** Every key that has signed for the installation, in C2SP form, oldest first. */
export function vkeysOf(key: LogKey): readonly string[] {
  return [...key.former, key.signer.publicKey].map((publicKey) =>
    formatVkey(noteKey(key.installation, ED25519, publicKey)),
  );
}

async function createSeed(vault: Vault): Promise<Uint8Array> {
  const { seed } = await generateEd25519();
  await vault.put(secretName, seed);
  return seed;
}
