import { concatBytes, fromHex, utf8 } from "../tlog/encoding.ts";
import { sha256 } from "../tlog/sha256.ts";
import { at } from "./at.ts";
import { hkdfSha256 } from "./hmac.ts";

const CHAIN_LABEL = "bpd1/chain\0";
const KEY_LABEL = "bpd1/key\0";
const KEY_BYTES = 32;

/** x' = SHA-256("bpd1/chain" || 0x00 || drawId || SHA-256(partyId) || x): one link of a party's chain. */
export function chainStep(drawId: string, partyId: string, value: Uint8Array): Uint8Array {
  const party = sha256(utf8(partyId));
  return sha256(concatBytes(utf8(CHAIN_LABEL), fromHex(drawId), party, value));
}

/** A party's chain x_0..x_L: the secret first, the anchor that it publishes last. */
export function hashChain(
  drawId: string,
  partyId: string,
  secret: Uint8Array,
  length: number,
): readonly Uint8Array[] {
  const chain = [secret];
  for (let i = 0; i < length; i += 1) chain.push(chainStep(drawId, partyId, at(chain, i)));
  return chain;
}

/** What the party reveals in round t: x_(L-1-t), whose next link is already public. */
export function revealOf(chain: readonly Uint8Array[], round: number): Uint8Array {
  return at(chain, chain.length - 2 - round);
}

export interface RoundKeyInput {
  readonly drawId: string;
  /** SHA-256 of the frozen checkpoint's text, in hex. */
  readonly freezeHash: string;
  readonly round: number;
  /** One value per party, in the order of the spec. */
  readonly reveals: readonly Uint8Array[];
  /** Empty when no beacon is mixed in. */
  readonly beacon: Uint8Array;
}

/**
 * The stream key of one round: HKDF-SHA256 over the length-prefixed reveals and beacon, salted
 * with the frozen checkpoint. It is uniform as soon as one party's secret was.
 */
export function roundKey(input: RoundKeyInput): Uint8Array {
  const ikm = concatBytes(...[...input.reveals, input.beacon].map(lengthPrefixed));
  const info = concatBytes(utf8(KEY_LABEL), fromHex(input.drawId), u32be(input.round));
  return hkdfSha256(ikm, fromHex(input.freezeHash), info, KEY_BYTES);
}

function lengthPrefixed(bytes: Uint8Array): Uint8Array {
  return concatBytes(u32be(bytes.length), bytes);
}

function u32be(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
