import { createHmac, randomBytes } from "node:crypto";
import type { PersonRef } from "@yuanping/shared/contracts/ids.ts";
import { SecretAltered, type Vault } from "../evidence/vault.ts";

/**
 * Who a user is within one evaluation: an HMAC of the user's id under a key of that evaluation alone. Two evaluations
 * never show the same ref for one person, and without the key nobody can tell who a ref is.
 */
export class Pseudonyms {
  readonly #vault: Vault;
  readonly #keys = new Map<string, Promise<Uint8Array>>();

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** Makes the key of a new evaluation; durable when it resolves. */
  async create(evaluation: string): Promise<void> {
    await this.#vault.put(secretName(evaluation), randomBytes(32));
  }

  async refOf(evaluation: string, userId: string): Promise<PersonRef> {
    const key = await this.#keyOf(evaluation);
    return createHmac("sha256", key).update(userId).digest("hex").slice(0, 32);
  }

  #keyOf(evaluation: string): Promise<Uint8Array> {
    const known = this.#keys.get(evaluation);
    if (known !== undefined) return known;
    const loading = this.#load(evaluation);
    this.#keys.set(evaluation, loading);
    loading.catch(() => this.#keys.delete(evaluation));
    return loading;
  }

  async #load(evaluation: string): Promise<Uint8Array> {
    const key = await this.#vault.get(secretName(evaluation));
    if (key === undefined) throw new SecretAltered(secretName(evaluation));
    return key;
  }
}

function secretName(evaluation: string): string {
  return `evaluation/${evaluation}/pseudonyms`;
}
