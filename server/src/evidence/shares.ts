import { combine } from "shamir-secret-sharing";
import {
  shareHolders,
  sharesNeeded,
  type ShareHolder,
} from "@yuanping/shared/contracts/sealed-share.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { isBroken, releasers } from "@yuanping/shared/evaluation/sealing/state.ts";
import { keysFromPrivate, type BoxKeys } from "@yuanping/shared/seal/box.ts";
import { shareCommitment } from "@yuanping/shared/seal/share-sealing.ts";
import { fromBase64 } from "@yuanping/shared/tlog/index.ts";

/** What the shares in hand come to. `waiting`: too few of them; `none`: no two of all that can come give the key. */
export type Combined = BoxKeys | "waiting" | "none";

/**
 * The shares that holders have handed over (level L2): in this process's memory, from the moment they come until the
 * sheets are open, and nowhere else. A server that is started anew has none and asks again.
 */
export class Shares {
  readonly #held = new Map<string, Map<ShareHolder, Uint8Array>>();

  /** What a share that came from `holder` hashes to; undefined while there is no key. */
  commitmentOf(
    { id, sealing }: Evaluation,
    holder: ShareHolder,
    share: string,
  ): string | undefined {
    const publicKey = sealing.key?.publicKey;
    if (publicKey === undefined) return undefined;
    return shareCommitment({ evaluation: id, publicKey, holder }, fromBase64(share));
  }

  /** Keeps a share until it is used or dropped. It counts only once its release is on record. */
  take(evaluation: string, holder: ShareHolder, share: string): void {
    const held = this.#held.get(evaluation) ?? new Map<ShareHolder, Uint8Array>();
    held.set(holder, fromBase64(share));
    this.#held.set(evaluation, held);
  }

  /** Forgets a share whose release was refused. */
  giveBack(evaluation: string, holder: ShareHolder): void {
    this.#held.get(evaluation)?.get(holder)?.fill(0);
    this.#held.get(evaluation)?.delete(holder);
  }

  /** Whether every share that the record says was handed over is here. */
  hasAll(state: Evaluation): boolean {
    const held = this.#held.get(state.id);
    return Object.keys(state.sealing.released).every((holder) =>
      shareHolders.some((name) => name === holder && held?.has(name) === true),
    );
  }

  /** The key that any two of the released shares give. */
  async combined(state: Evaluation): Promise<Combined> {
    const held = this.#held.get(state.id);
    const shares = releasers(state).flatMap((holder) => held?.get(holder) ?? []);
    if (held === undefined || shares.length < sharesNeeded || isBroken(state.sealing)) {
      return "waiting";
    }
    for (const [index, first] of shares.entries()) {
      for (const second of shares.slice(index + 1)) {
        const keys = await keyOf(first, second);
        if (keys?.publicKey === state.sealing.key?.publicKey && keys !== undefined) return keys;
      }
    }
    const { lost } = state.sealing;
    return shares.length + lost.length < shareHolders.length ? "waiting" : "none";
  }

  /** Overwrites and forgets what is held for an evaluation. */
  drop(evaluation: string): void {
    for (const share of this.#held.get(evaluation)?.values() ?? []) share.fill(0);
    this.#held.delete(evaluation);
  }
}

async function keyOf(first: Uint8Array, second: Uint8Array): Promise<BoxKeys | undefined> {
  try {
    const secret = await combine([first, second]);
    const keys = await keysFromPrivate(secret);
    secret.fill(0);
    return keys;
  } catch {
    // Two shares at one point, or of different lengths: whoever made them made them wrong.
    return undefined;
  }
}
