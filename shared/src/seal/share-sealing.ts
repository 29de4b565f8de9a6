import type { SealedShare, ShareHolder } from "../contracts/sealed-share.ts";
import { concatBytes, fromBase64, hex, sha256, utf8 } from "../tlog/index.ts";
import { openBox, sealBox, type BoxKeys } from "./box.ts";

const purpose = "yuanping/share/1";

/** Whose share of which key. */
export type ShareOf = Readonly<{
  evaluation: string;
  /** The public half of what was split. */
  publicKey: string;
  holder: ShareHolder;
}>;

/**
 * What a share is known by: SHA-256("yuanping/share/1" 0x00 evaluation 0x00 holder 0x00 public key, share). A share is
 * random from end to end, so the hash gives nothing of it away.
 */
export function shareCommitment(of: ShareOf, share: Uint8Array): string {
  const { evaluation, publicKey, holder } = of;
  const label = utf8(`${purpose}\0${evaluation}\0${holder}\0`);
  return hex(sha256(concatBytes(label, fromBase64(publicKey), share)));
}

/** @param holderKey the holder's own public key, as named on record */
export async function sealShare(
  of: ShareOf,
  holderKey: string,
  share: Uint8Array,
): Promise<SealedShare> {
  const commitment = shareCommitment(of, share);
  return { commitment, sealed: await sealBox(holderKey, purpose, commitment, share) };
}

/** The holder's share; undefined when this key does not open it, or it is not the one committed to. */
export async function openShare(
  of: ShareOf,
  keys: BoxKeys,
  { commitment, sealed }: SealedShare,
): Promise<Uint8Array | undefined> {
  const share = await openBox(keys, purpose, commitment, sealed);
  return share !== undefined && shareCommitment(of, share) === commitment ? share : undefined;
}
