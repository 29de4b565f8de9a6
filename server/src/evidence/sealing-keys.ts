import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { isOver } from "@yuanping/shared/evaluation/knowledge.ts";
import { generateBoxKeys, type BoxKeys } from "@yuanping/shared/seal/box.ts";
import { z } from "zod";
import { SecretAltered, type Vault } from "./vault.ts";

const pairSchema = z.strictObject({ publicKey: z.string(), privateKey: z.string() });

/** The keys to which score sheets are sealed at level L1: one pair an evaluation, the private half in the vault. */
export class SealingKeys {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** Makes and keeps a pair; answers the public half for the tender. */
  async create(evaluation: string): Promise<string> {
    const pair = await generateBoxKeys();
    await this.#vault.putJson(secretName(evaluation), pair);
    return pair.publicKey;
  }

  /**
   * Checks that the pair is kept as it was made, for an evaluation whose sheets it still has to open: what could never
   * be opened must not be collected. Throws `SecretAltered`.
   */
  async check({ id, stage, tender }: Evaluation): Promise<void> {
    if (isOver(stage) || tender.sealing.level !== "L1") return;
    const pair = pairSchema.safeParse(await this.#vault.getJson(secretName(id)));
    const isOurs = pair.success && pair.data.publicKey === tender.sealing.publicKey;
    if (!isOurs) throw new SecretAltered(secretName(id));
  }

  /** The pair as it is kept. */
  async pairOf(evaluation: string): Promise<BoxKeys> {
    return pairSchema.parse(await this.#vault.getJson(secretName(evaluation)));
  }
}

function secretName(evaluation: string): string {
  return `evaluation/${evaluation}/sealing`;
}
