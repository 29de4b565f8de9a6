import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { VaultStore } from "../kernel/ports.ts";

/** A secret that is not kept as it was put: altered, replaced, lost, or sealed under another master key. */
export class SecretAltered extends Error {
  constructor(name: string) {
    super(`the secret ${name} is not kept as it was made`);
    this.name = "SecretAltered";
  }
}

const ivLength = 12;
const tagLength = 16;

/**
 * Secrets at rest: AES-256-GCM under a key derived from the master key, with the secret's name as associated data, so
 * that one secret cannot be put in another's place.
 */
export class Vault {
  readonly #store: VaultStore;
  readonly #key: Uint8Array;

  constructor(store: VaultStore, masterKey: Uint8Array) {
    this.#store = store;
    this.#key = new Uint8Array(hkdfSync("sha256", masterKey, "", "yuanping/vault/1", 32));
  }

  /** Durable when it resolves. */
  async put(name: string, secret: Uint8Array): Promise<void> {
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv("aes-256-gcm", this.#key, iv);
    cipher.setAAD(Buffer.from(name));
    const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
    await this.#store.put(name, Buffer.concat([iv, sealed, cipher.getAuthTag()]));
  }

  /** Undefined when there is no such secret; throws `SecretAltered`. */
  async get(name: string): Promise<Uint8Array | undefined> {
    const kept = await this.#store.get(name);
    if (kept === undefined) return undefined;
    const bytes = Buffer.from(kept);
    if (bytes.length < ivLength + tagLength) throw new SecretAltered(name);
    const decipher = createDecipheriv("aes-256-gcm", this.#key, bytes.subarray(0, ivLength));
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    const sealed = bytes.subarray(ivLength, -tagLength);
    try {
      return Buffer.concat([decipher.update(sealed), decipher.final()]);
    } catch {
      throw new SecretAltered(name);
    }
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
