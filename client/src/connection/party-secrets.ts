import { fromHex, hex } from "@yuanping/shared/tlog/index.ts";
import type { KeyValueStore } from "./draft-key.ts";

/** What a party of one evaluation's draw keeps for itself. */
export type PartySecrets = Readonly<{
  /** The Ed25519 seed of its key. */
  seed: Uint8Array;
  /** Where its hash chain for a draw begins: another secret for every attempt. */
  chainStart(drawId: string): Uint8Array;
  /** Whether this browser has committed to the draw, so that it can reveal. */
  hasChain(drawId: string): boolean;
}>;

/**
 * The secrets that this browser keeps for a person in an evaluation, made when they are first asked for. They are never
 * sent anywhere; with them gone the party can reveal nothing more, and the draw has to begin anew.
 */
export function partySecrets(
  store: KeyValueStore,
  evaluation: string,
  person: string,
): PartySecrets {
  const place = `yuanping/draw-party/${evaluation}/${person}`;
  return {
    seed: keptOrMade(store, `${place}/key`),
    chainStart: (drawId) => keptOrMade(store, `${place}/${drawId}`),
    hasChain: (drawId) => store.getItem(`${place}/${drawId}`) !== null,
  };
}

function keptOrMade(store: KeyValueStore, place: string): Uint8Array {
  const kept = store.getItem(place);
  if (kept !== null && /^[0-9a-f]{64}$/u.test(kept)) return fromHex(kept);
  const made = crypto.getRandomValues(new Uint8Array(32));
  store.setItem(place, hex(made));
  return made;
}
