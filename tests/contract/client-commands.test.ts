import { describe, expect, test } from "vitest";
import { commandTypeSchema } from "@yuanping/shared/contracts/commands/index.ts";
import {
  clientCommandSchema,
  requests,
  saveDraftSchema,
  sendCommandSchema,
} from "@yuanping/shared/contracts/socket.ts";
import { personOf } from "../support/evaluation-room.ts";
import { sampleCommands } from "../support/evaluation-samples.ts";
import { pool, sealedBids } from "../support/evaluation-tender.ts";

const samples = sampleCommands(personOf("expert-1"));
const serverOnly = [
  "openTender",
  "freezeSheets",
  "openSheets",
  "occupySeat",
  "loseSeat",
  "releaseSeat",
  "noteTrack",
  "noteMisuse",
  "lapseInvitation",
  "recordCall",
  "showNames",
  "forgetShares",
  "rejectSealingKey",
] as const;
const takes = (value: unknown) => clientCommandSchema.safeParse(value).success;

describe("a command from a client", () => {
  test.each(serverOnly)("is never %s", (type) => {
    expect(takes(samples[type])).toBe(false);
    expect(takes({ type })).toBe(false);
  });

  const open = commandTypeSchema.options.filter(
    (type) => ![...serverOnly, "sealDraw", "unsealBids"].includes(type),
  );
  test.each(open)("may be %s", (type) => {
    expect(clientCommandSchema.parse(samples[type])).toEqual(samples[type]);
  });

  test("draws from the server's pool, never from the client's", () => {
    expect(clientCommandSchema.parse({ type: "sealDraw" })).toEqual({
      type: "sealDraw",
      pool: [],
      exclusions: [],
    });
    for (const supplied of [{ pool }, { pool: [] }, { pool: undefined }, { extra: 1 }]) {
      expect(takes({ type: "sealDraw", ...supplied })).toBe(false);
    }
  });

  test("unseals the server's bids, never the client's", () => {
    expect(clientCommandSchema.parse({ type: "unsealBids" })).toEqual({
      type: "unsealBids",
      bids: [],
    });
    for (const supplied of [
      { bids: sealedBids },
      { bids: [] },
      { bids: undefined },
      { extra: 1 },
    ]) {
      expect(takes({ type: "unsealBids", ...supplied })).toBe(false);
    }
  });

  test("is not smuggled in through a prototype", () => {
    expect(takes(JSON.parse('{"__proto__": {"type": "archive"}}'))).toBe(false);
    expect(takes(Object.create({ type: "sealDraw" }))).toBe(false);
    expect(takes(JSON.parse('{"type": "archive", "__proto__": {"role": "host"}}'))).toBe(false);
    expect(({} as Record<string, unknown>)["role"]).toBeUndefined();
  });

  test.each([
    null,
    undefined,
    0,
    "archive",
    [],
    ["archive"],
    { type: ["archive"] },
    { type: null },
  ])("is not %j", (value) => {
    expect(takes(value)).toBe(false);
  });
});

describe("sending a command", () => {
  const sent = { id: "command-1", command: { type: "archive" } };
  const accepts = (value: unknown) => sendCommandSchema.safeParse(value).success;

  test("takes an id, the command and, at most, the password", () => {
    expect(accepts(sent)).toBe(true);
    expect(accepts({ ...sent, password: "p" })).toBe(true);
    expect(accepts({ ...sent, password: "p".repeat(200) })).toBe(true);
  });

  test.each([
    { id: "short" },
    { id: undefined },
    { password: "" },
    { password: "p".repeat(201) },
    { password: 1 },
    { actor: { role: "host" } },
    { entropy: "0".repeat(64) },
    { at: 0 },
    { command: { type: "openSheets", sheets: [] } },
  ])("refuses %j", (wrong) => {
    expect(accepts({ ...sent, ...wrong })).toBe(false);
  });

  test("says nothing but done or why not", () => {
    const { reply } = requests["room:command"];
    expect(reply.safeParse({ ok: true }).success).toBe(true);
    expect(reply.safeParse({ ok: true, view: {} }).success).toBe(false);
    expect(reply.safeParse({ ok: false }).success).toBe(false);
    expect(reply.safeParse({}).success).toBe(false);
  });
});

describe("saving a draft", () => {
  const draft = { revision: 1, ciphertext: "QUJD" };
  const accepts = (value: unknown) => saveDraftSchema.safeParse(value).success;

  test("takes ciphertext in base64 up to 60,000 characters", () => {
    expect(accepts(draft)).toBe(true);
    expect(accepts({ ...draft, ciphertext: "A".repeat(60_000) })).toBe(true);
    expect(accepts({ ...draft, ciphertext: "A".repeat(60_001) })).toBe(false);
  });

  test.each([
    { revision: 0 },
    { revision: -1 },
    { revision: 1.5 },
    { revision: "1" },
    { revision: Number.NaN },
    { ciphertext: "" },
    { ciphertext: "plain text" },
    { ciphertext: "QUJD\n" },
    { ciphertext: '{"marks":{}}' },
    { marks: {} },
  ])("refuses %j", (wrong) => {
    expect(accepts({ ...draft, ...wrong })).toBe(false);
  });
});
