import { randomBytes } from "node:crypto";
import type { Vault } from "../evidence/vault.ts";

const name = "photos/key";

/**
 * The key of photographs at rest: random, in the vault, so that another master key leaves them as they are. It is made
 * where there is none; call this only while no other node does.
 */
export async function photoKeyIn(vault: Vault): Promise<Uint8Array> {
  const kept = await vault.get(name);
  if (kept !== undefined) return kept;
  const key = new Uint8Array(randomBytes(32));
  await vault.put(name, key);
  return key;
}
