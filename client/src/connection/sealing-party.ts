import { split } from "shamir-secret-sharing";
import {
  shareHolders,
  shareHolderSchema,
  sharesNeeded,
  type SealedShare,
  type ShareHolder,
} from "@yuanping/shared/contracts/sealed-share.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import {
  generateBoxKeys,
  keysFromPrivate,
  privateBytes,
  type BoxKeys,
} from "@yuanping/shared/seal/box.ts";
import { openShare, sealShare } from "@yuanping/shared/seal/share-sealing.ts";
import { base64, fromBase64 } from "@yuanping/shared/tlog/index.ts";
import type { PersonCommand } from "./command.ts";
import type { KeyValueStore } from "./draft-key.ts";

/** What a holder of the common key has to do next. Naming a key needs no will; the others are a person's own steps. */
export type HolderDuty = "declareSealingKey" | "makeSealingKey" | "releaseShare";

/** A command, and the share that goes with it where it is a release. */
export type HolderStep = Readonly<{ command: PersonCommand; share?: string }>;

/**
 * One holder of the key that the sheets are sealed to. Its own key is made and kept where it runs. The supervisor's also
 * makes the common key and splits it; of the private half nothing is kept, here or elsewhere.
 */
export class SealingParty {
  readonly #store: KeyValueStore;

  constructor(store: KeyValueStore) {
    this.#store = store;
  }

  /** What this seat owes, as a command; undefined when it owes nothing, or its share can't be opened here. */
  async step(view: EvaluationView): Promise<HolderStep | undefined> {
    switch (holderDutyOf(view)) {
      case "declareSealingKey":
        return { command: await this.declaration(view) };
      case "makeSealingKey":
        return { command: await makeKey(view) };
      case "releaseShare":
        return this.#release(view);
      case undefined:
        return undefined;
    }
  }

  /** Names this browser's key, also in the place of another browser's. */
  async declaration(view: EvaluationView): Promise<PersonCommand> {
    const { publicKey } = await this.#keys(view);
    return { type: "declareSealingKey", publicKey };
  }

  /** Whether the key that is on record for this holder is kept in this browser. */
  async isHere(view: EvaluationView): Promise<boolean> {
    const { publicKey } = await this.#keys(view);
    return view.sealing?.mine.publicKey === publicKey;
  }

  async #release(view: EvaluationView): Promise<HolderStep | undefined> {
    const { sealing, evaluation, me } = view;
    const sealed = sealing?.mine.share;
    if (sealing?.publicKey === undefined || sealed === undefined) return undefined;
    const holder = shareHolderSchema.parse(me.role);
    const of = { evaluation, publicKey: sealing.publicKey, holder };
    const share = await openShare(of, await this.#keys(view), sealed);
    if (share === undefined) return undefined;
    const { commitment } = sealed;
    return { command: { type: "releaseShare", commitment }, share: base64(share) };
  }

  async #keys({ evaluation, me }: EvaluationView): Promise<BoxKeys> {
    const place = `yuanping/share-holder/${evaluation}/${me.person}`;
    const kept = this.#store.getItem(place);
    const keys = kept === null ? undefined : await keysFromPrivate(bytesOf(kept));
    if (keys !== undefined) return keys;
    const made = await generateBoxKeys();
    this.#store.setItem(place, base64(privateBytes(made)));
    return made;
  }
}

/** What the viewer owes the common key now. It is made once the panel is drawn, one thing after the other. */
export function holderDutyOf({ sealing, me, stage }: EvaluationView): HolderDuty | undefined {
  const holder = shareHolderSchema.safeParse(me.role);
  if (sealing === undefined || !holder.success || !sealing.awaited.includes(holder.data)) {
    return undefined;
  }
  switch (sealing.phase) {
    case "holders":
      return "declareSealingKey";
    case "key":
      return stage === "draw" ? undefined : "makeSealingKey";
    case "release":
      return stage === "scoring" ? "releaseShare" : undefined;
    case "kept":
      return undefined;
  }
}

/** Makes the evaluation's key, splits its private half two of three and seals a share to each holder. */
async function makeKey({ sealing, evaluation }: EvaluationView): Promise<PersonCommand> {
  const keys = await generateBoxKeys();
  const secret = privateBytes(keys);
  const shares = await split(secret, shareHolders.length, sharesNeeded);
  const sealed = async (holder: ShareHolder, index: number): Promise<SealedShare> => {
    const share = shares[index];
    const holderKey = sealing?.keys[holder];
    if (share === undefined || holderKey === undefined) throw new Error(`${holder} has no key`);
    const of = { evaluation, publicKey: keys.publicKey, holder };
    const box = await sealShare(of, holderKey, share);
    share.fill(0);
    return box;
  };
  const [host, supervisor, witness] = await Promise.all([
    sealed("host", 0),
    sealed("supervisor", 1),
    sealed("witness", 2),
  ]);
  secret.fill(0);
  return {
    type: "makeSealingKey",
    publicKey: keys.publicKey,
    shares: { host, supervisor, witness },
  };
}

function bytesOf(kept: string): Uint8Array {
  try {
    return fromBase64(kept);
  } catch {
    return new Uint8Array();
  }
}
