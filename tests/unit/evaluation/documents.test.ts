import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import { describe, expect, test } from "vitest";
import { commandSchema, type Command } from "@yuanping/shared/contracts/commands/index.ts";
import { documentWithheld } from "@yuanping/shared/evaluation/documents/decide.ts";
import { revealAll } from "../../support/draw-parties.ts";
import {
  agency,
  expert,
  host,
  member,
  proven,
  noConflict,
  supervisor,
  trialAt,
} from "../../support/evaluation-stages.ts";
import { sealedBids } from "../../support/evaluation-tender.ts";

const sha256 = sealedBids[0]?.content.documents?.[0]?.sha256 ?? "";
const opening: Command = { type: "openDocument", bid: "B1", sha256 };
const wanted = { bid: "B1", sha256 };

describe("opening a document", () => {
  test("is an event the first time a person does it, and none afterwards", () => {
    const trial = trialAt("lead-election");
    const person = member(trial, 0);
    const first = trial.try(expert(person), opening);
    expect(first).toEqual({
      ok: true,
      events: [{ type: "DocumentOpened", person, bid: "B1", sha256 }],
    });
    trial.do(expert(person), opening);
    expect(trial.try(expert(person), opening)).toEqual({ ok: true, events: [] });
    expect(trial.try(supervisor, opening)).toMatchObject({
      events: [{ type: "DocumentOpened", person: supervisor.person }],
    });
  });

  test("is followed by its pages, each on record once for each reader, and none before the document is open", () => {
    const trial = trialAt("scoring");
    const person = member(trial, 0);
    const reading = (...pages: number[]): Command => ({ type: "readPages", ...wanted, pages });
    expect(trial.answer(expert(person), reading(1))).toBe("documents.not-opened");
    trial.do(expert(person), opening);
    const event = { type: "PagesRead", person, ...wanted };
    expect(trial.do(expert(person), reading(1, 2))).toEqual([{ ...event, pages: [1, 2] }]);
    expect(trial.do(expert(person), reading(2, 3))).toEqual([{ ...event, pages: [3] }]);
    expect(trial.do(expert(person), reading(1, 2, 3))).toEqual([]);
    expect(trial.answer(supervisor, reading(1))).toBe("documents.not-opened");
    trial.do(supervisor, opening);
    expect(trial.do(supervisor, reading(1))).toMatchObject([{ person: supervisor.person }]);
    expect(trial.state.pagesRead[person]).toEqual({ [`B1/${sha256}`]: [1, 2, 3] });
  });

  test("lists pages in their order, each once, and no more than a page sums up", () => {
    const takes = (pages: readonly number[]) =>
      commandSchema.safeParse({ type: "readPages", ...wanted, pages }).success;
    const many = Array.from({ length: 201 }, (_, at) => at + 1);
    expect([takes([1]), takes([2, 9]), takes(many.slice(1))]).toEqual([true, true, true]);
    for (const bad of [[], [0], [1.5], [2, 1], [1, 1], [5001], many])
      expect(takes(bad)).toBe(false);
  });

  test("waits for the unsealing, and the agency for the signing", () => {
    const trial = trialAt("unsealing");
    expect(trial.answer(expert(member(trial, 0)), opening)).toBe("room.out-of-turn");
    expect(trialAt("scoring").answer(agency, opening)).toBe("room.out-of-turn");
    expect(trialAt("signed").answer(agency, opening)).toBe("accepted");
  });

  test("is nothing for a substitute who has not declared on the bidders, and the attempt is on record", () => {
    const trial = trialAt("preliminary-review");
    trial.do(host, {
      type: "replaceMember",
      member: member(trial, 0),
      reason: "health",
      explanation: "突发疾病",
    });
    revealAll(trial);
    const substitute = member(trial, 4);
    trial.do(proven(substitute), { type: "checkIn", undertaking: true, recusal: noConflict });
    trial.do(expert(substitute), { type: "consentToRecording", text: consentVersion });
    trial.do(host, { type: "admitMember", member: substitute });
    expect(trial.try(expert(substitute), opening)).toMatchObject({
      refusal: { code: "documents.not-yours" },
      events: [{ type: "AttemptRefused", command: "openDocument" }],
    });
  });

  test("finds only what the bid's own envelope named", () => {
    const trial = trialAt("lead-election");
    const act = (change: object): string =>
      trial.answer(expert(member(trial, 0)), { ...opening, ...change });
    expect(act({ sha256: "0".repeat(64) })).toBe("documents.unknown");
    expect(act({ bid: "B2" })).toBe("documents.unknown");
    expect(act({ bid: "B9" })).toBe("documents.not-yours");
  });
});

describe("the bytes of a document", () => {
  test("are withheld until its opening stands on record", () => {
    const trial = trialAt("lead-election");
    const viewer = { person: member(trial, 0), role: "expert" } as const;
    expect(documentWithheld(trial.state, viewer, wanted)?.code).toBe("documents.not-opened");
    trial.do(expert(viewer.person), opening);
    expect(documentWithheld(trial.state, viewer, wanted)).toBeUndefined();
    const other = { person: member(trial, 1), role: "expert" } as const;
    expect(documentWithheld(trial.state, other, wanted)?.code).toBe("documents.not-opened");
  });

  test("are withheld from members while the room is paused, and not from who watches", () => {
    const trial = trialAt("scoring");
    const viewer = { person: member(trial, 0), role: "expert" } as const;
    trial.do(expert(viewer.person), opening);
    trial.do(supervisor, opening);
    trial.do(host, { type: "pause", reason: "网络中断" });
    expect(documentWithheld(trial.state, viewer, wanted)?.code).toBe("supervision.paused");
    const watching = { person: supervisor.person, role: "supervisor" } as const;
    expect(documentWithheld(trial.state, watching, wanted)).toBeUndefined();
  });

  test("can be read after the archive, when nothing can be put on its record any more", () => {
    const { state } = trialAt("archived");
    const viewer = { person: supervisor.person, role: "supervisor" } as const;
    expect(documentWithheld(state, viewer, wanted)).toBeUndefined();
  });
});
