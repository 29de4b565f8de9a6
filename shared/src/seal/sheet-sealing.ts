import type { OpenedSheet, SealedSheet } from "../contracts/sheet.ts";
import { openedSheetSchema } from "../contracts/sheet.ts";
import { canonicalize, fromUtf8, utf8 } from "../tlog/index.ts";
import { generateBoxKeys, openBox, sealBox, type BoxKeys } from "./box.ts";

/** Sealing of score sheets: a box to the evaluation's key, which opens for the member's own commitment alone. */
const purpose = "yuanping/seal/1";

/** A fresh pair for one evaluation: the public key as base64 of 32 bytes, the private one as base64 of PKCS#8. */
export const generateSealingKeys: () => Promise<BoxKeys> = generateBoxKeys;

/** Seals a sheet with its nonce; only the holder of the evaluation's private key can read it. */
export async function sealSheet(
  publicKey: string,
  commitment: string,
  opened: OpenedSheet,
): Promise<SealedSheet> {
  return sealBox(publicKey, purpose, commitment, utf8(canonicalize(opened)));
}

/** Opens a sealed sheet, or answers undefined when it is not one that this key and commitment open. */
export async function openSealedSheet(
  keys: BoxKeys,
  commitment: string,
  sealed: SealedSheet,
): Promise<OpenedSheet | undefined> {
  const bytes = await openBox(keys, purpose, commitment, sealed);
  return bytes === undefined ? undefined : sheetOf(bytes);
}

function sheetOf(bytes: Uint8Array): OpenedSheet | undefined {
  try {
    const parsed = openedSheetSchema.safeParse(JSON.parse(fromUtf8(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Sealed rightly, and yet no sheet: its member gets it back.
    return undefined;
  }
}
