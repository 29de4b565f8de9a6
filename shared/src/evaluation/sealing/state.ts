import type { Digest, Instant } from "../../contracts/ids.ts";
import {
  shareHolders,
  sharesNeeded,
  type SealedShares,
  type ShareHolder,
} from "../../contracts/sealed-share.ts";
import { hashOf } from "../../seal/commitment.ts";
import { oncePer } from "../once-per.ts";
import type { Evaluation } from "../state.ts";

type ByHolder<T> = Readonly<Partial<Record<ShareHolder, T>>>;

/** The key that three hold together (level L2). Empty at L1. */
export type SealingState = Readonly<{
  /** The holders' own keys, to which shares are sealed. */
  holders: ByHolder<string>;
  key: Readonly<{ publicKey: string; shares: SealedShares; at: Instant }> | undefined;
  /** Shares in the server's memory, each for the sheets that were in when it was handed over. */
  released: ByHolder<Readonly<{ sheets: Digest; at: Instant }>>;
  lost: readonly ShareHolder[];
  /** Whether no two shares gave the key. */
  rejected: boolean;
}>;

export const noSealing: SealingState = {
  holders: {},
  key: undefined,
  released: {},
  lost: [],
  rejected: false,
};

/** Where sheets are sealed to now; undefined while there is no key. */
export function sealingKeyOf({ tender, sealing }: Evaluation): string | undefined {
  return tender.sealing.level === "L1" ? tender.sealing.publicKey : sealing.key?.publicKey;
}

/** The holders who have not named a key. */
export function undeclared({ holders }: SealingState): readonly ShareHolder[] {
  return shareHolders.filter((holder) => holders[holder] === undefined);
}

/** Whether too few shares are left for anyone to open the sheets. */
export function isBroken({ lost, rejected }: SealingState): boolean {
  return rejected || shareHolders.length - lost.length < sharesNeeded;
}

/** What a release is about: SHA-256 over the members' commitments. */
export function sheetsOf({ scoring }: Pick<Evaluation, "scoring">): Digest {
  return commitmentsHash(scoring.submitted);
}

const commitmentsHash = oncePer((submitted: Evaluation["scoring"]["submitted"]) =>
  hashOf(
    Object.fromEntries(
      Object.entries(submitted).map(([member, { commitment }]) => [member, commitment]),
    ),
  ),
);

/** The holders whose shares were handed over for the sheets that are in now. */
export function releasers(state: Evaluation): readonly ShareHolder[] {
  const { released } = state.sealing;
  const sheets = sheetsOf(state);
  return shareHolders.filter((holder) => released[holder]?.sheets === sheets);
}

/** Whether the sheets may be opened as far as their key goes: at L1 always, at L2 with two shares. */
export function mayOpen(state: Evaluation): boolean {
  return state.tender.sealing.level === "L1" || releasers(state).length >= sharesNeeded;
}
