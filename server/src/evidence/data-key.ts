import { randomBytes } from "node:crypto";
import { derivedKey } from "./secret-box.ts";
import type { Vault } from "./vault.ts";

export const documentKeyName = "documents/key";

/**
 * The key of documents at rest. It is made where there is none; call this only while no other node does.
 *
 * @param derivedFrom the master key of an installation that may have documents from before their key lay in the vault
 */
export function documentKeyIn(vault: Vault, derivedFrom?: Uint8Array): Promise<Uint8Array> {
  return dataKeyIn(
    vault,
    documentKeyName,
    derivedFrom && derivedKey(derivedFrom, "yuanping/documents/1"),
  );
}

/** The key of photographs at rest. It is made where there is none; call this only while no other node does. */
export function photoKeyIn(vault: Vault): Promise<Uint8Array> {
  return dataKeyIn(vault, "photos/key");
}

/** A key in the vault, where a change of the master key seals it anew and leaves what it encrypts as it lies. */
async function dataKeyIn(
  vault: Vault,
  name: string,
  first: Uint8Array = new Uint8Array(randomBytes(32)),
): Promise<Uint8Array> {
  const kept = await vault.get(name);
  if (kept !== undefined) return kept;
  await vault.put(name, first);
  return first;
}
