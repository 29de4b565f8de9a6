import { describe, expect, test } from "vitest";
import type { z } from "zod";
import * as ids from "@yuanping/shared/contracts/ids.ts";
import { refusalCodeSchema, refusalSchema } from "@yuanping/shared/contracts/refusal.ts";
import { lineSchema, paragraphSchema, reasonSchema } from "@yuanping/shared/contracts/text.ts";
import {
  bidContentSchema,
  bidderSchema,
  documentSchema,
  profileRefSchema,
  sealingSchema,
} from "@yuanping/shared/contracts/tender.ts";
import { decimalSchema } from "@yuanping/shared/method/index.ts";
import { chanceOf, personOf } from "../support/evaluation-room.ts";

const hash = chanceOf("any");
const document = { name: "标书.pdf", sha256: hash, size: 0, mediaType: "application/pdf" };
const lone = "\ud800";
const wide = "１２";

/** Values that no text or id of ours is: other types, numbers that are none, lone surrogates, huge strings. */
const never: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  [],
  {},
  ["a"],
  { toString: () => "abc" },
  lone,
  `a${lone}b`,
  "",
  "x".repeat(1_000_000),
];

type Row = Readonly<{
  schema: z.ZodType;
  good: readonly unknown[];
  bad: readonly unknown[];
}>;

const rows: Readonly<Record<string, Row>> = {
  evaluationId: {
    schema: ids.evaluationIdSchema,
    good: ["abc", "0-1", `a${"b".repeat(62)}`],
    bad: ["ab", `a${"b".repeat(63)}`, "-abc", "Abc", "a_c", "a/c", "../a", "abc\n", `ab${wide}`],
  },
  commandId: {
    schema: ids.commandIdSchema,
    good: ["12345678", "A_-z5678", "x".repeat(64)],
    bad: ["1234567", "x".repeat(65), "12345678\n", "1234 678", "１２３４５６７８"],
  },
  personRef: {
    schema: ids.personRefSchema,
    good: [personOf("someone"), "0".repeat(32)],
    bad: ["0".repeat(31), "0".repeat(33), "A".repeat(32), `${"0".repeat(32)}\n`, "g".repeat(32)],
  },
  userId: {
    schema: ids.userIdSchema,
    good: ["ab", "expert-1"],
    bad: ["a", "A1", "a b", "__proto__"],
  },
  sessionId: { schema: ids.sessionIdSchema, good: ["session-1"], bad: ["short", "a.b.c.d.e"] },
  bidId: {
    schema: ids.bidIdSchema,
    good: ["B1", "标段一", "a b", "x".repeat(100), "😀"],
    bad: ["x".repeat(101), "B\n1", "B\u00001", "B\u007f"],
  },
  digest: {
    schema: ids.digestSchema,
    good: [hash],
    bad: [hash.slice(1), `${hash}0`, hash.toUpperCase(), `${hash}\n`, `0x${hash.slice(2)}`],
  },
  line: {
    schema: lineSchema,
    good: ["标题", " a ", "x".repeat(200), "<b>"],
    bad: ["   ", "x".repeat(201), "a\nb", "a\tb", "a\u0000b", "a\u009bb"],
  },
  paragraph: {
    schema: paragraphSchema,
    good: ["一\n二\t三", "x".repeat(2000)],
    bad: ["\n\t ", "x".repeat(2001), "a\rb", "a\u0000", "a\u001b[31m"],
  },
  reason: { schema: reasonSchema, good: ["有据", "ok"], bad: ["无", " 无 ", "x".repeat(2001)] },
  decimal: {
    schema: decimalSchema,
    good: ["0", "12.50", "-1", "0.000001", "9".repeat(18)],
    bad: [
      "1e3",
      "1e999",
      "+1",
      "01",
      ".5",
      "5.",
      "1,000",
      " 1",
      "1 ",
      "NaN",
      "Infinity",
      wide,
      "１",
      "٣",
      "0x1",
      "9".repeat(19),
      "0.0000001",
      "--1",
      "1\n",
    ],
  },
  refusalCode: {
    schema: refusalCodeSchema,
    good: ["room.not-yours", "law.a1-b2"],
    bad: ["room", "Room.x", "room.", ".x", "room.x.y", "room.x_y", "room.x\n"],
  },
};

describe("texts and ids", () => {
  test.each(Object.entries(rows))("%s takes what it is for", (_name, { schema, good }) => {
    expect(good.filter((value) => !schema.safeParse(value).success)).toEqual([]);
  });

  test.each(Object.entries(rows))("%s refuses everything else", (_name, { schema, bad }) => {
    const taken = [...bad, ...never].filter((value) => schema.safeParse(value).success);
    expect(taken).toEqual([]);
  });

  test("a line and a paragraph lose the space around them, nothing within", () => {
    expect(lineSchema.parse("  a  b ")).toBe("a  b");
    expect(paragraphSchema.parse("\n a\n\n b \n")).toBe("a\n\n b");
  });

  test("an instant is a whole number of milliseconds from 1970 on", () => {
    const takes = (value: unknown) => ids.instantSchema.safeParse(value).success;
    expect([0, 1, Number.MAX_SAFE_INTEGER].every(takes)).toBe(true);
    const infinite = Number.POSITIVE_INFINITY;
    const wrong = [-1, 0.5, Number.NaN, infinite, -0.1, 2 ** 53, "0", 1n, null];
    expect(wrong.filter(takes)).toEqual([]);
  });
});

describe("parts of a tender", () => {
  const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

  test("a document is named, hashed and of a size that can be", () => {
    expect(accepts(documentSchema, document)).toBe(true);
    expect(accepts(documentSchema, { ...document, size: 2_000_000_000 })).toBe(true);
    for (const wrong of [
      { size: -1 },
      { size: 2_000_000_001 },
      { size: 1.5 },
      { size: Number.NaN },
      { mediaType: "text" },
      { mediaType: "text/html; charset=utf-8" },
      { name: "a\u0000.pdf" },
      { sha256: "0" },
      { path: "/etc/passwd" },
    ]) {
      expect(accepts(documentSchema, { ...document, ...wrong })).toBe(false);
    }
  });

  test("a bid's content holds at most fifty documents and twenty preferences, and its price is above 0", () => {
    const preference = { reason: "small", rate: "0.1" };
    const filled = { id: "B1", price: "1", documents: Array.from({ length: 50 }, () => document) };
    expect(accepts(bidContentSchema, filled)).toBe(true);
    expect(
      accepts(bidContentSchema, { ...filled, documents: [...filled.documents, document] }),
    ).toBe(false);
    const many = Array.from({ length: 21 }, () => preference);
    expect(accepts(bidContentSchema, { id: "B1", preferences: many.slice(1) })).toBe(true);
    expect(accepts(bidContentSchema, { id: "B1", preferences: many })).toBe(false);
    for (const price of [5, "0", "-5", "0.00"]) {
      expect(accepts(bidContentSchema, { id: "B1", price })).toBe(false);
    }
    for (const id of ["__proto__", "constructor", "\ud800", ""]) {
      expect(accepts(bidContentSchema, { id, price: "1" })).toBe(false);
    }
  });

  test("a credit code is eighteen capitals and digits", () => {
    const bidder = { id: "B1", name: "甲" };
    expect(accepts(bidderSchema, { ...bidder, creditCode: "91330100MA2AAAAA0X" })).toBe(true);
    for (const creditCode of ["", "9133", "91330100ma2aaaaa0x", "９１330100MA2AAAAA0X"]) {
      expect(accepts(bidderSchema, { ...bidder, creditCode })).toBe(false);
    }
  });

  test("a profile is named by regime and date", () => {
    expect(accepts(profileRefSchema, { id: "T", version: "2025-01-01" })).toBe(true);
    for (const version of ["2025-02-30", "2025-1-1", "20250101", "latest", ""]) {
      expect(accepts(profileRefSchema, { id: "T", version })).toBe(false);
    }
    expect(accepts(profileRefSchema, { id: "X", version: "2025-01-01" })).toBe(false);
  });

  test("a sealing key is 32 bytes in base64", () => {
    const key = (publicKey: string) => accepts(sealingSchema, { level: "L1", publicKey });
    expect(key(`${"A".repeat(43)}=`)).toBe(true);
    for (const wrong of ["A".repeat(44), "A".repeat(43), `${"-".repeat(43)}=`, ""]) {
      expect(key(wrong)).toBe(false);
    }
  });

  test("a refusal's details are words and whole numbers", () => {
    const refusal = { code: "room.exists", category: "conflict" };
    expect(accepts(refusalSchema, { ...refusal, details: { count: 1, item: "x" } })).toBe(true);
    for (const details of [{ a: 0.5 }, { a: {} }, { a: null }, [], "x"]) {
      expect(accepts(refusalSchema, { ...refusal, details })).toBe(false);
    }
  });
});
