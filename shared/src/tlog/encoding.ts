/** Bytes to text and back. Every decoder accepts exactly one spelling, so that text can be compared instead of bytes. */

export type EncodingErrorCode = "encoding.hex" | "encoding.base64" | "encoding.utf8";

export class EncodingError extends Error {
  readonly code: EncodingErrorCode;

  constructor(code: EncodingErrorCode, message: string) {
    super(message);
    this.name = "EncodingError";
    this.code = code;
  }
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const BASE64_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_SHAPE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const BASE64_VALUE = new Uint8Array(128);
for (let value = 0; value < 64; value++) BASE64_VALUE[BASE64_ALPHABET.charCodeAt(value)] = value;

const encoder = new TextEncoder();
// ignoreBOM keeps a leading U+FEFF in the text; dropping it would let two byte strings read the same.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Lower-case hexadecimal, two digits a byte. */
export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX_OF_BYTE[byte];
  return text;
}

/** Bytes of lower-case hexadecimal text. Throws {@link EncodingError} `encoding.hex` on anything else. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) {
    throw new EncodingError("encoding.hex", "not an even number of lower-case hex digits");
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Standard base64 with padding (RFC 4648 §4). */
export function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (at(bytes, i) << 16) | (at(bytes, i + 1) << 8) | at(bytes, i + 2);
    text += BASE64_ALPHABET.charAt(group >> 18) + BASE64_ALPHABET.charAt((group >> 12) & 63);
    text += i + 1 < bytes.length ? BASE64_ALPHABET.charAt((group >> 6) & 63) : "=";
    text += i + 2 < bytes.length ? BASE64_ALPHABET.charAt(group & 63) : "=";
  }
  return text;
}

/**
 * Bytes of standard base64 with padding. Throws {@link EncodingError} `encoding.base64` on other alphabets, white
 * space, missing padding and set trailing bits (RFC 4648 §3.5).
 */
export function fromBase64(text: string): Uint8Array {
  if (!BASE64_SHAPE.test(text))
    throw new EncodingError("encoding.base64", "not padded standard base64");
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const group =
      (sextet(text, from) << 18) |
      (sextet(text, from + 1) << 12) |
      (sextet(text, from + 2) << 6) |
      sextet(text, from + 3);
    // Writes past the end of a typed array are dropped: that is where the padding goes.
    bytes[to] = group >> 16;
    bytes[to + 1] = group >> 8;
    bytes[to + 2] = group;
  }
  if (padding > 0 && base64(bytes.subarray(-(3 - padding))) !== text.slice(-4)) {
    throw new EncodingError("encoding.base64", "trailing bits are set");
  }
  return bytes;
}

/** UTF-8 bytes. Throws {@link EncodingError} `encoding.utf8` on a lone surrogate, which UTF-8 cannot carry. */
export function utf8(text: string): Uint8Array {
  if (!text.isWellFormed())
    throw new EncodingError("encoding.utf8", "a lone surrogate has no UTF-8 form");
  return encoder.encode(text);
}

/** Text of UTF-8 bytes. Throws {@link EncodingError} `encoding.utf8` on an invalid sequence. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new EncodingError("encoding.utf8", "not valid UTF-8");
  }
}

/** All parts, one after the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Whether both hold the same bytes. Not constant-time: for public values only. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function sextet(text: string, index: number): number {
  return BASE64_VALUE[text.charCodeAt(index)] ?? 0;
}
