import {
  ED25519,
  formatVkey,
  generateEd25519,
  hex,
  noteKey,
  noteSigner,
  type NoteKey,
  type NoteSigner,
  type Signer,
} from "@yuanping/shared/tlog/index.ts";
import type { VaultStore } from "../kernel/ports.ts";
import { nodeSigner } from "./node-signer.ts";
import type { Vault } from "./vault.ts";

/** The key that signs the heads of this installation's streams. */
export type LogKey = Readonly<{
  /** The installation's name, e.g. `yuanping-8f3a1c`; every origin begins with it. */
  installation: string;
  signer: Signer;
  /** Public keys that signed before this one, oldest first. */
  former: readonly Uint8Array[];
}>;

const secretName = "log/ed25519-seed";

/** Whether the store has a log key, under whatever master key. */
export async function hasLogKey(store: VaultStore): Promise<boolean> {
  return (await store.get(secretName)) !== undefined;
}

/** The installation's log key, made on the first start and kept in the vault. */
export async function loadLogKey(vault: Vault): Promise<LogKey> {
  const seed = (await vault.get(secretName)) ?? (await createSeed(vault));
  const signer = nodeSigner(seed);
  return { installation: `yuanping-${hex(signer.publicKey).slice(0, 6)}`, signer, former: [] };
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

async function createSeed(vault: Vault): Promise<Uint8Array> {
  const { seed } = await generateEd25519();
  await vault.put(secretName, seed);
  return seed;
}
