import { randomBytes } from "node:crypto";
import { derivedKey } from "./secret-box.ts";
import type { Vault } from "./vault.ts";

export const documentKeyName = "documents/key";

/**
 * The key of documents at rest: random, in the vault, so that a change of the master key leaves the documents as they lie
 * on the disk. It is made where there is none; call this only while no other node does.
 *
 * @param derivedFrom the master key of an installation that may have documents from before their key lay in the vault
 */
export async function documentKeyIn(vault: Vault, derivedFrom?: Uint8Array): Promise<Uint8Array> {
  const kept = await vault.get(documentKeyName);
  if (kept !== undefined) return kept;
  const key =
    derivedFrom === undefined
      ? new Uint8Array(randomBytes(32))
      : derivedKey(derivedFrom, "yuanping/documents/1");
  await vault.put(documentKeyName, key);
  return key;
}
