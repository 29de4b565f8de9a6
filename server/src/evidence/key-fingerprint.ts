import { hex } from "@yuanping/shared/tlog/index.ts";
import { derivedKey } from "./secret-box.ts";

/** What a master key is called where people read: 16 hex digits that tell nothing of the key. */
export function fingerprintOf(masterKey: Uint8Array): string {
  return hex(derivedKey(masterKey, "yuanping/master-key-fingerprint/1")).slice(0, 16);
}
