import { describe, expect, it } from "vitest";
import {
  CompactRange,
  TlogError,
  base64,
  checkpointOf,
  cosignedMessage,
  formatCheckpoint,
  formatCosignature,
  leafHash,
  parseCheckpoint,
  parseCosignature,
  utf8,
} from "@yuanping/shared/tlog/index.ts";

const ROOT = base64(new Uint8Array(32).fill(9));

async function code(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof TlogError) return error.code;
    throw error;
  }
  return "accepted";
}

describe("checkpoint texts", () => {
  it.each([
    `a.example/log\n0\n${ROOT}\n`,
    `a.example/log\n18446744073709551615\n${ROOT}\n`,
    `a log with spaces + 远评\n1\n${ROOT}\nextension one\ntwo\n`,
  ])("come back as written: %j", (text) => {
    expect(formatCheckpoint(parseCheckpoint(text))).toBe(text);
  });

  it("name the head of a folded log", () => {
    const range = CompactRange.empty().append(leafHash(utf8("a")));
    expect(parseCheckpoint(formatCheckpoint(checkpointOf("o", range)))).toEqual({
      origin: "o",
      size: 1n,
      root: range.root(),
      extensions: [],
    });
  });

  it.each([
    ["no origin", `\n1\n${ROOT}\n`, "checkpoint.syntax"],
    ["two lines", "o\n1\n", "checkpoint.syntax"],
    ["no final newline", `o\n1\n${ROOT}`, "checkpoint.syntax"],
    ["an empty extension line", `o\n1\n${ROOT}\n\nx\n`, "checkpoint.syntax"],
    ["a leading zero", `o\n01\n${ROOT}\n`, "checkpoint.size"],
    ["a sign", `o\n+1\n${ROOT}\n`, "checkpoint.size"],
    ["hexadecimal", `o\n0x1\n${ROOT}\n`, "checkpoint.size"],
    ["full-width digits", `o\n１\n${ROOT}\n`, "checkpoint.size"],
    ["a size of 2^64", `o\n18446744073709551616\n${ROOT}\n`, "checkpoint.size"],
    ["a short root", `o\n1\n${base64(new Uint8Array(31))}\n`, "checkpoint.root"],
    ["an empty root line", "o\n1\n\n", "checkpoint.root"],
    ["a root with set trailing bits", `o\n1\n${ROOT.replace("k=", "l=")}\n`, "checkpoint.root"],
  ])("with %s are refused", async (_, text, expected) => {
    expect(await code(() => parseCheckpoint(text))).toBe(expected);
  });

  it("are not written when a line would smuggle in another", async () => {
    const checkpoint = { origin: "o\n5", size: 1n, root: new Uint8Array(32), extensions: [] };
    expect(await code(() => formatCheckpoint(checkpoint))).not.toBe("accepted");
    const extended = { ...checkpoint, origin: "o", extensions: ["a\nb"] };
    expect(await code(() => formatCheckpoint(extended))).toBe("checkpoint.syntax");
  });
});

describe("cosignatures", () => {
  it("come back as written, up to the largest exact time", () => {
    for (const time of [0, 1_790_000_000, Number.MAX_SAFE_INTEGER]) {
      const cosignature = { time, signature: new Uint8Array(64).fill(3) };
      expect(parseCosignature(formatCosignature(cosignature))).toEqual(cosignature);
    }
  });

  it.each([71, 73, 0])("of %i bytes are refused", async (length) => {
    expect(await code(() => parseCosignature(new Uint8Array(length)))).toBe("cosignature.syntax");
  });

  it("of no clock's time are refused", async () => {
    expect(await code(() => parseCosignature(new Uint8Array(72).fill(255)))).toBe(
      "cosignature.time",
    );
    for (const time of [-1, 1.5, Number.NaN, 2 ** 53]) {
      expect(await code(() => cosignedMessage("o\n", time))).toBe("cosignature.time");
    }
  });
});
