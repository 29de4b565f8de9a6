import { concatBytes, utf8 } from "./encoding.ts";
import { TlogError } from "./tlog-error.ts";

/** A witness's statement, in the signature bytes of type 0x04 (C2SP tlog-cosignature). */
export interface Cosignature {
  /** POSIX seconds at which the witness had seen no larger consistent tree of this log. */
  readonly time: number;
  /** 64 bytes of Ed25519 over {@link cosignedMessage}. */
  readonly signature: Uint8Array;
}

const TIME_LENGTH = 8;
const SIGNATURE_LENGTH = 64;

/** What a witness signs: a header that no checkpoint can begin with, the time, and the whole checkpoint text. */
export function cosignedMessage(checkpointText: string, time: number): Uint8Array {
  requireTime(time);
  return utf8(`cosignature/v1\ntime ${time}\n${checkpointText}`);
}

/** u64be(time) || signature. Throws {@link TlogError} `cosignature.*`. */
export function formatCosignature(cosignature: Cosignature): Uint8Array {
  requireTime(cosignature.time);
  requireLength(cosignature.signature, SIGNATURE_LENGTH);
  const time = new Uint8Array(TIME_LENGTH);
  new DataView(time.buffer).setBigUint64(0, BigInt(cosignature.time));
  return concatBytes(time, cosignature.signature);
}

/** Reads the bytes of {@link formatCosignature}. Throws {@link TlogError} `cosignature.*`. */
export function parseCosignature(bytes: Uint8Array): Cosignature {
  requireLength(bytes, TIME_LENGTH + SIGNATURE_LENGTH);
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  requireTime(time);
  return { time, signature: bytes.slice(TIME_LENGTH) };
}

/** Seconds above 2^53-1 are allowed by the format up to 2^63-1, but name no time on any clock and are refused. */
function requireTime(time: number): void {
  if (!Number.isSafeInteger(time) || time < 0) throw new TlogError("cosignature.time", `${time}`);
}

function requireLength(bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) throw new TlogError("cosignature.syntax", `not ${length} bytes`);
}
