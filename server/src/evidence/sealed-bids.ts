import { bidContentSchema, type BidContent } from "@yuanping/shared/contracts/tender.ts";
import { digestSchema } from "@yuanping/shared/contracts/ids.ts";
import { commitTo } from "@yuanping/shared/seal/commitment.ts";
import { z } from "zod";
import type { Random } from "../kernel/ports.ts";
import { SecretAltered, type Vault } from "./vault.ts";

const envelopeSchema = z.strictObject({ content: bidContentSchema, nonce: digestSchema });
export type BidEnvelope = z.infer<typeof envelopeSchema>;

/** Bids between intake and unsealing: encrypted in the vault, with only their commitments in the stream. */
export class SealedBids {
  readonly #vault: Vault;
  readonly #random: Random;

  constructor(vault: Vault, random: Random) {
    this.#vault = vault;
    this.#random = random;
  }

  /** Keeps the bids and answers a commitment to each. */
  async keep(
    evaluation: string,
    bids: readonly BidContent[],
  ): Promise<{ bid: string; commitment: string }[]> {
    const envelopes = bids.map((content) => ({ content, nonce: this.#random.entropy() }));
    await this.#vault.putJson(secretName(evaluation), envelopes);
    return envelopes.map(({ content, nonce }) => ({
      bid: content.id,
      commitment: commitTo("bid", content, nonce),
    }));
  }

  /** The bids as they were kept. Throws `SecretAltered`. */
  async open(evaluation: string): Promise<BidEnvelope[]> {
    const kept = z
      .array(envelopeSchema)
      .safeParse(await this.#vault.getJson(secretName(evaluation)));
    if (!kept.success) throw new SecretAltered(secretName(evaluation));
    return kept.data;
  }
}

function secretName(evaluation: string): string {
  return `evaluation/${evaluation}/bids`;
}
