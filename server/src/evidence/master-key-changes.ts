import { z } from "zod";
import { sealSecret } from "./secret-box.ts";
import { vaultKey, type Vault } from "./vault.ts";

const name = "master-key/changes";

const fingerprintSchema = z.string().regex(/^[0-9a-f]{16}$/);

/** That one master key took over from another, by their fingerprints. */
export const masterKeyChangeSchema = z.strictObject({
  former: fingerprintSchema,
  current: fingerprintSchema,
  at: z.int().min(0),
});
export type MasterKeyChange = z.infer<typeof masterKeyChangeSchema>;

const keptSchema = z.array(masterKeyChangeSchema);

/** Every change of the master key so far, oldest first. Throws `SecretAltered`. */
export async function masterKeyChangesIn(vault: Vault): Promise<readonly MasterKeyChange[]> {
  const kept = await vault.getJson(name);
  return kept === undefined ? [] : keptSchema.parse(kept);
}

/** The changes as they are kept in the vault, sealed under the master key that they lead to. */
export function sealedChanges(
  changes: readonly MasterKeyChange[],
  masterKey: Uint8Array,
): Readonly<{ name: string; ciphertext: Uint8Array }> {
  const bytes = Buffer.from(JSON.stringify(keptSchema.parse(changes)));
  return { name, ciphertext: sealSecret(vaultKey(masterKey), name, bytes) };
}
