import { deriveDraftKey } from "@yuanping/shared/seal/draft-sealing.ts";
import { base64, fromBase64 } from "@yuanping/shared/tlog/index.ts";

/** The part of `Storage` that is needed here. */
export type KeyValueStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const place = "yuanping/draft-key";

/** Derives the draft key while the password is at hand, and keeps it as long as this tab is open. */
export async function keepDraftKey(
  store: KeyValueStore,
  login: string,
  password: string,
): Promise<CryptoKey> {
  const key = await deriveDraftKey(login, password);
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", key));
  store.setItem(place, base64(raw));
  return key;
}

/** The key kept at signing in, or undefined when this tab has none. */
export async function storedDraftKey(store: KeyValueStore): Promise<CryptoKey | undefined> {
  const kept = store.getItem(place);
  if (kept === null) return undefined;
  try {
    const raw = new Uint8Array(fromBase64(kept));
    return await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  } catch {
    // Not what we wrote: as good as none.
    return undefined;
  }
}

/** On signing out. */
export function forgetDraftKey(store: KeyValueStore): void {
  store.removeItem(place);
}
