import type { VaultStore } from "../kernel/ports.ts";
import { derivedKey, openSecret, sealSecret } from "./secret-box.ts";

export { SecretAltered } from "./secret-box.ts";

/** Secrets at rest, each encrypted under its name by a key derived from the master key. */
export class Vault {
  readonly #store: VaultStore;
  readonly #key: Uint8Array;

  constructor(store: VaultStore, masterKey: Uint8Array) {
    this.#store = store;
    this.#key = vaultKey(masterKey);
  }

  /** Durable when it resolves. */
  async put(name: string, secret: Uint8Array): Promise<void> {
    await this.#store.put(name, sealSecret(this.#key, name, secret));
  }

  /** Undefined when there is no such secret; throws `SecretAltered`. */
  async get(name: string): Promise<Uint8Array | undefined> {
    const kept = await this.#store.get(name);
    return kept === undefined ? undefined : openSecret(this.#key, name, kept);
  }

  async putJson(name: string, value: unknown): Promise<void> {
    await this.put(name, Buffer.from(JSON.stringify(value)));
  }

  /** The value, still to be parsed. */
  async getJson(name: string): Promise<unknown> {
    const bytes = await this.get(name);
    return bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString("utf8"));
  }
}

/** The key under which the vault's secrets are sealed. */
export function vaultKey(masterKey: Uint8Array): Uint8Array {
  return derivedKey(masterKey, "yuanping/vault/1");
}
