import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { commandSchema, commandTypeSchema } from "@yuanping/shared/contracts/commands/index.ts";
import { eventSchema } from "@yuanping/shared/contracts/events/index.ts";
import * as http from "@yuanping/shared/contracts/http.ts";
import { recordSchema } from "@yuanping/shared/contracts/record.ts";
import { openedSheetSchema, sealedSheetSchema } from "@yuanping/shared/contracts/sheet.ts";
import { notices, requests } from "@yuanping/shared/contracts/socket.ts";
import { tenderSchema } from "@yuanping/shared/contracts/tender.ts";
import { evaluationViewSchema } from "@yuanping/shared/contracts/view.ts";
import { feedLine, view } from "@yuanping/shared/evaluation/index.ts";
import { canonicalize } from "@yuanping/shared/tlog/index.ts";
import { hostileCopies, nested } from "../support/evaluation-hostile.ts";
import { chanceOf, personOf } from "../support/evaluation-room.ts";
import { sampleCommands } from "../support/evaluation-samples.ts";
import { moments, names } from "../support/evaluation-secrets.ts";
import {
  host,
  sealed,
  sheetOf,
  tenderWith,
  trialAt,
  member,
} from "../support/evaluation-stages.ts";
import { playEvaluation } from "../support/evaluation-script.ts";
import { sealedBids } from "../support/evaluation-tender.ts";

const samples = sampleCommands(personOf("expert-1"));
const { records } = await playEvaluation("contracts");
const everyEvent = [...new Map(records.map(({ event }) => [event.type, event])).values()];
const scoring = trialAt("scoring");
const tender = tenderWith();
const { offices: _offices, sealing: _sealing, panel, ...announced } = tender;
const someone = { id: "user-1", name: "张三", offices: ["host"] };
const head = { size: 3, root: chanceOf("root"), at: 1 };
const whole = view(scoring.state, host, names);
const change = {
  version: 2,
  set: { stage: whole.stage },
  grown: { talk: whole.talk, notices: whole.notices },
  gone: ["paused"],
};
const refusal = { code: "room.exists", category: "conflict", zh: "有", en: "yes" };

/** What each message looks like when it is right. */
const messages: readonly (readonly [string, z.ZodType, unknown])[] = [
  ["tender", tenderSchema, tender],
  ["opened sheet", openedSheetSchema, sheetOf(scoring, member(scoring, 0))],
  ["sealed sheet", sealedSheetSchema, sealed],
  ["sign-in", http.signInSchema, { login: "host", password: "secret" }],
  ["session", http.sessionViewSchema, { user: { ...someone, login: "host", expert: false } }],
  [
    "intake",
    http.intakeSchema,
    {
      ...announced,
      bids: sealedBids.map(({ content }) => content),
      panel: { ...panel, ownerRepresentatives: ["user-9"] },
      offices: { host: "user-1", supervisor: "user-2", witness: "user-3" },
    },
  ],
  ["opened", http.openedSchema, { evaluation: "ev-1" }],
  ["registry", http.registryViewSchema, { officers: [someone], specialties: [], regions: [] }],
  [
    "health",
    http.healthSchema,
    { status: "ok", store: { ok: true }, media: { state: "ready" }, version: "1" },
  ],
  ["join", requests["room:join"].request, { evaluation: "ev-1" }],
  ["refused", requests["room:command"].reply, { ok: false, refusal }],
  ["draft", requests["draft:save"].request, { revision: 1, ciphertext: "QUJD" }],
  ["view", z.strictObject({ view: evaluationViewSchema }), { view: whole }],
  ["view change", notices["room:change"], change],
  ["head", notices["room:head"], head],
  ["replaced", notices["room:replaced"], { zh: "已在别处登录", en: "signed in elsewhere" }],
  [
    "feed",
    notices["room:feed"],
    { lines: records.slice(0, 5).flatMap((r) => feedLine(scoring.state, r) ?? []) },
  ],
  ...Object.entries(samples).map(([type, command]) => [type, commandSchema, command] as const),
  ...everyEvent.map((event) => [event.type, eventSchema, event] as const),
];

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 60_000 });

/** Places where another kind of value, or one key less, is lawful. */
const lenient = [
  /^no (special|law|document|sha256|ownerRepresentatives|budget|price|documents|creditCode|missing|rounding|order|items|employer|reason|details|item|total|base|contribution|odd|deadline|ownRegions|equalities|targets|invitations|answerWithin|meetsAt|place|explanation|witnessing|desks|numbers|checkInPhoto|photo)$/u,
];
/** What appears in a view only for those who may know it. */
const ofView =
  /^no (draw|bidders|bids|name|lead|closed|progress|time|needed|code|missing|paused|ceremony|frozenNote|sealed|alarms|approvals|incidents|fairness|method|callUp|invitation|condition|kept|numbers|desk|due|photo)$/u;
const openRecords = ["mine", "marks", "comments", "outcome", "details", "given"];

describe("every message", () => {
  test.each(messages)(
    "%s is taken as it should be, and comes back the same",
    (_name, schema, value) => {
      const parsed = schema.parse(JSON.parse(JSON.stringify(value)));
      expect(JSON.parse(JSON.stringify(parsed))).toMatchObject(JSON.parse(JSON.stringify(value)));
    },
  );

  test.each(messages)("%s is refused with one place of it wrong", (_name, schema, value) => {
    const wrongly = hostileCopies(JSON.parse(JSON.stringify(value)))
      .filter(({ what, place }) => !mayBe(what, place))
      .filter((altered) => schema.safeParse(altered.value).success)
      .map(({ what, place }) => `${place.join(".")}: ${what}`);
    expect(wrongly).toEqual([]);
  });

  test.each(messages)("%s is not confused by what is no message at all", (_name, schema) => {
    for (const value of [undefined, null, 0, "", [], {}, nested(2000), new Map(), { type: "?" }]) {
      expect(schema.safeParse(value).success).toBe(false);
    }
  });
});

function mayBe(what: string, place: readonly (string | number)[]): boolean {
  if (lenient.some((pattern) => pattern.test(what))) return true;
  if (place[0] === "view" && ofView.test(what)) return true;
  // A change says nothing of the parts that are as they were.
  if (place.length === 0 && /^no (set|grown|gone)$/u.test(what)) return true;
  if (["set", "grown"].includes(String(place)) && what.startsWith("no ")) return true;
  const last = String(place.at(-1));
  if (
    what.startsWith("null for ") &&
    ["price", "before", "employer", "employerCap", "prevDraw"].includes(last)
  )
    return true;
  // Tables keyed by names take any name; an empty or deeper value is another matter and is tested with them.
  return openRecords.some((name) => place.includes(name));
}

test("the list of command types names every command there is", () => {
  expect(Object.keys(samples).toSorted()).toEqual(commandTypeSchema.options.toSorted());
});

test("every kind of event but the terminated occurs in the scripted evaluation", () => {
  const kinds = eventSchema.options.map((option) => option.shape.type.value);
  const missing = kinds.filter((kind) => !everyEvent.some(({ type }) => type === kind));
  expect(missing).toEqual([
    "PanelDissolved",
    "RedrawLimitPassed",
    "RecusedFromBid",
    "SealingKeyRejected",
    "SheetResealed",
    "SeatReleased",
    "Terminated",
    "ForkReported",
  ]);
});

test("every view of a whole evaluation is of the contract's form", () => {
  for (const { state } of moments()) {
    expect(evaluationViewSchema.safeParse(view(state, host, names)).error).toBeUndefined();
  }
});

test("a record is read as it was written, and not with anything added or altered in kind", () => {
  for (const record of records) {
    expect(canonicalize(recordSchema.parse(JSON.parse(canonicalize(record))))).toBe(
      canonicalize(record),
    );
  }
  const [, second] = records;
  for (const wrong of [{ v: 2 }, { seq: -1 }, { at: 0.5 }, { prev: "0" }, { extra: 1 }]) {
    expect(recordSchema.safeParse({ ...second, ...wrong }).success).toBe(false);
  }
});
