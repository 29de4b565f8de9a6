import type { OpenedSheet } from "@yuanping/shared/contracts/sheet.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { isOver } from "@yuanping/shared/evaluation/knowledge.ts";
import { generateSealingKeys, openSealedSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import { z } from "zod";
import { SecretAltered, type Vault } from "./vault.ts";

const pairSchema = z.strictObject({ publicKey: z.string(), privateKey: z.string() });

/** The keys to which score sheets are sealed: one pair an evaluation, the private half in the vault (level L1). */
export class SealingKeys {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** Makes and keeps a pair; answers the public half for the tender. */
  async create(evaluation: string): Promise<string> {
    const pair = await generateSealingKeys();
    await this.#vault.putJson(secretName(evaluation), pair);
    return pair.publicKey;
  }

  /**
   * Checks that the pair is kept as it was made, for an evaluation whose sheets it still has to open: what could never
   * be opened must not be collected. Throws `SecretAltered`.
   */
  async check({ id, stage, tender }: Evaluation): Promise<void> {
    if (isOver(stage)) return;
    const pair = pairSchema.safeParse(await this.#vault.getJson(secretName(id)));
    const isOurs = pair.success && pair.data.publicKey === tender.sealing.publicKey;
    if (!isOurs) throw new SecretAltered(secretName(id));
  }

  /** Opens all submitted sheets. Those that cannot be opened are left out, and the core returns them. */
  async openAll(state: Evaluation): Promise<readonly OpenedSheet[]> {
    const pair = pairSchema.parse(await this.#vault.getJson(secretName(state.id)));
    const opened: OpenedSheet[] = [];
    for (const { commitment, sealed } of Object.values(state.scoring.submitted)) {
      const sheet = await openSealedSheet(pair, commitment, sealed);
      if (sheet !== undefined) opened.push(sheet);
    }
    return opened;
  }
}

function secretName(evaluation: string): string {
  return `evaluation/${evaluation}/sealing`;
}
