import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  EncodingError,
  Sha256,
  base64,
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  fromUtf8,
  hex,
  sha256,
  utf8,
} from "@yuanping/shared/tlog/index.ts";

function code(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof EncodingError) return error.code;
    throw error;
  }
  return "accepted";
}

describe("SHA-256", () => {
  it("agrees with the platform for every length around the block borders", () => {
    for (let length = 0; length <= 300; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) % 256);
      expect(hex(sha256(bytes))).toBe(createHash("sha256").update(bytes).digest("hex"));
    }
  });

  it("gives the FIPS 180-4 example of a million letters", () => {
    expect(hex(sha256(utf8("a".repeat(1_000_000))))).toBe(
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    );
  });

  it("gives the same digest however the bytes are cut into pieces", () => {
    const bytes = randomBytes(400);
    const whole = hex(sha256(bytes));
    for (let first = 0; first <= 200; first++) {
      for (const second of [0, 1, 63, 64, 65, 130]) {
        const pieces = new Sha256()
          .update(bytes.subarray(0, first))
          .update(bytes.subarray(first, first + second))
          .update(bytes.subarray(first + second));
        expect(hex(pieces.digest())).toBe(whole);
      }
    }
  });

  it("keeps a hash in progress apart from other hashes", () => {
    const pending = new Sha256().update(utf8("ab"));
    sha256(utf8("something else entirely, longer than the pending piece"));
    expect(hex(pending.update(utf8("c")).digest())).toBe(hex(sha256(utf8("abc"))));
  });

  it("hands out digests that later hashes leave alone", () => {
    const digest = sha256(utf8("a"));
    const before = hex(digest);
    sha256(utf8("b"));
    expect(hex(digest)).toBe(before);
  });
});

describe("encodings", () => {
  it("agree with the platform and come back, for all lengths", () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 97 + length * 13) % 256);
      expect(hex(bytes)).toBe(Buffer.from(bytes).toString("hex"));
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      expect(fromHex(hex(bytes))).toEqual(bytes);
      expect(fromBase64(base64(bytes))).toEqual(bytes);
    }
  });

  it.each(["0", "0G", "AB", " 00", "0x00", "００"])("refuse %j as hex", (text) => {
    expect(code(() => fromHex(text))).toBe("encoding.hex");
  });

  it.each(["QQ", "QQ=", "QR==", "QUJ=", "Q===", "QQ==\n", "Q Q=", "QQ==QQ==", "-_-_", "===="])(
    "refuse %j as base64",
    (text) => {
      expect(code(() => fromBase64(text))).toBe("encoding.base64");
    },
  );

  it("refuse text that UTF-8 cannot carry and bytes that are not UTF-8", () => {
    expect(code(() => utf8("a\ud800"))).toBe("encoding.utf8");
    expect(code(() => fromUtf8(Uint8Array.of(0xc0, 0x80)))).toBe("encoding.utf8");
    expect(code(() => fromUtf8(Uint8Array.of(0xed, 0xa0, 0x80)))).toBe("encoding.utf8");
  });

  it("keep a byte order mark, so that no two byte strings read the same", () => {
    expect(utf8(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)))).toEqual(
      Uint8Array.of(0xef, 0xbb, 0xbf, 0x41),
    );
    expect(fromUtf8(utf8("远程异地评标 😂"))).toBe("远程异地评标 😂");
  });

  it("join and compare bytes", () => {
    expect(concatBytes(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3))).toEqual(
      Uint8Array.of(1, 2, 3),
    );
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
  });
});
