import { createHmac } from "node:crypto";
import type { JournalEvent } from "../kernel/journal.ts";

/** A change to the centre's tables, or to who is signed in. */
export type RegistryEvent = JournalEvent;

/**
 * Puts an event on record and resolves when it is durable. Called before the change that it tells of: a change that is
 * not on record cannot happen, while a crash between the two leaves a record of a change that was about to.
 */
export type RecordEvent = (event: RegistryEvent) => Promise<void>;

/** The actor of what nobody asked for. */
export const SYSTEM = "system";

/**
 * HMAC-SHA-256 of a personal value, in hex. Without `salt` (32 bytes in hex, one per person, erased with the person) it
 * cannot be matched against guesses, which names and phone numbers invite. Throws without a salt: its person is erased.
 */
export function saltedHash(value: string, salt: string): string {
  if (!/^[0-9a-f]{64}$/.test(salt)) {
    throw new Error("A hash for the record needs a salt of 32 bytes in hex");
  }
  return createHmac("sha256", Buffer.from(salt, "hex")).update(value).digest("hex");
}
