import { createHmac, createSecretKey } from "node:crypto";
import { hex } from "@yuanping/shared/tlog/index.ts";
import type { StreamHead } from "../kernel/stream-writer.ts";
import { derivedKey } from "./secret-box.ts";

/** HMAC-SHA-256 over a stream's name, size and root, under a key derived from the master key outside the database. */
export function streamSealer(
  masterKey: Uint8Array,
): (stream: string, head: StreamHead) => Uint8Array {
  // A key made ready once: making it from its bytes takes longer than the seal.
  const key = createSecretKey(derivedKey(masterKey, "yuanping/stream-seal/1"));
  return (stream, { size, root }) =>
    new Uint8Array(
      createHmac("sha256", key)
        .update(`${stream}\n${size}\n${hex(root)}`)
        .digest(),
    );
}
