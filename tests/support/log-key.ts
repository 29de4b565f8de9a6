import {
  checkpointOf,
  CompactRange,
  ED25519,
  ed25519Signer,
  formatVkey,
  fromHex,
  leafHash,
  noteKey,
  noteSigner,
  signCheckpoint,
  utf8,
} from "@yuanping/shared/tlog/index.ts";
import { chanceOf } from "./evaluation-room.ts";

export const installation = "yuanping.example/8f3a1c";

/** A log key as an installation has it; `signHead` signs the head over lines under a stream's origin. */
export async function logKey(seed: string, name = installation) {
  const signer = await ed25519Signer(fromHex(chanceOf(`log-key/${seed}`)));
  return {
    signer,
    vkey: formatVkey(noteKey(name, ED25519, signer.publicKey)),
    signHead: (stream: string, lines: readonly string[]): Promise<string> => {
      const origin = `${name}/${stream}`;
      return signCheckpoint(checkpointOf(origin, rangeOf(lines)), noteSigner(origin, signer));
    },
  };
}

export function rangeOf(lines: readonly string[]): CompactRange {
  return CompactRange.empty().appendAll(lines.map((line) => leafHash(utf8(line))));
}
