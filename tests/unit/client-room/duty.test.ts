import { eventSchema } from "@yuanping/shared/contracts/events/index.ts";
import { roleSchema, type Role } from "@yuanping/shared/contracts/roles.ts";
import { stageSchema } from "@yuanping/shared/contracts/stages.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { view } from "@yuanping/shared/evaluation/view.ts";
import { sitting } from "@yuanping/shared/evaluation/panel/state.ts";
import { describe, expect, test } from "vitest";
import { dutyOf } from "../../../client/src/features/room/duty.ts";
import {
  feedMatches,
  feedSentence,
  groupedLines,
} from "../../../client/src/features/supervisor/feed-sentence.ts";
import { progressOf } from "../../../client/src/features/supervisor/progress.ts";
import { dutiesAt } from "../../../client/src/features/host/host-duties.ts";
import { en } from "../../../client/src/i18n/room/en.ts";
import { zh } from "../../../client/src/i18n/room/zh.ts";
import { chanceOf } from "../../support/evaluation-room.ts";
import {
  freezeAll,
  partyOf,
  revealBy,
  sealAndCommit,
  unsignedHead,
} from "../../support/draw-parties.ts";
import { trialAt } from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";
import { givingUp, stuckDraw } from "../../support/renewed-draw.ts";
import { offices } from "../../support/evaluation-tender.ts";
import { roomAtScoring } from "./room-at-scoring.ts";

const roles = roleSchema.options.filter((role) => role !== "system");
const room = roomAtScoring(Buffer.alloc(32).toString("base64"));
const [, second] = sitting(room.state.panel).map(({ person }) => person);

const seenBy = (role: Role): EvaluationView => {
  const person = role === "expert" ? second : role === "system" ? undefined : offices[role];
  return view(room.state, { person: person ?? chanceOf("nobody"), role }, new Map());
};
const expertView = (change: Partial<EvaluationView>): EvaluationView => ({
  ...seenBy("expert"),
  ...change,
});

describe.for([
  ["zh", zh],
  ["en", en],
] as const)("the next duty in %s", ([, words]) => {
  test("is one sentence or two at every stage for every role", () => {
    for (const stage of stageSchema.options) {
      for (const role of roles) {
        expect(words.duty[role][stage], `${role} at ${stage}`).toMatch(/^\S.{4,}[。.]$/u);
        expect(dutyOf({ ...seenBy(role), stage }, words).length).toBeGreaterThan(4);
      }
    }
  });

  test("a rollback that was asked for is the supervisor's next duty, and nobody else's", () => {
    const pending = {
      number: 1,
      from: "re-check",
      to: "scoring",
      reason: "版本有误",
      at: 1,
    } as const;
    const asked = (role: Role): string =>
      dutyOf(
        { ...seenBy(role), stage: "re-check", reopening: { kept: [], refused: [], pending } },
        words,
      );
    expect(asked("supervisor")).toBe(words.dutyNow.answerRollback);
    expect(asked("host")).toBe(words.duty.host["re-check"]);
  });

  test("has words for every event of the record", () => {
    const types = eventSchema.options.map((event) => event.shape.type.value);
    const silent = ["BallotCast", "PagesRead", "SheetResealed", "SheetSubmitted"];
    const unworded = types.filter((type) => !(type in words.feed.line));
    expect(unworded.toSorted()).toEqual(silent);
  });

  test("leaves no text empty, and none in the other language", () => {
    const texts: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === "string") texts.push(value);
      else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
    };
    collect(words);
    expect(texts.every((text) => text.trim() !== "")).toBe(true);
    const foreign = words === en ? texts.filter((text) => /\p{Script=Han}/u.test(text)) : [];
    expect(foreign).toEqual([]);
  });
});

describe("what those who draw are told while nothing is asked of them", () => {
  const told = ({ state }: Trial, role: "agency" | "host" | "supervisor" | "witness"): string =>
    dutyOf(view(state, { person: offices[role], role }, new Map()), zh);

  test("follows the draw: whom one waits for, and that the host may go on", () => {
    const trial = trialAt("draw");
    expect(told(trial, "agency")).toBe(zh.duty.agency.draw);
    sealAndCommit(trial);
    expect(told(trial, "agency")).toBe(zh.dutyNow.sealed);
    freezeAll(trial, unsignedHead(trial.state));
    expect(told(trial, "witness")).toBe(zh.dutyNow.revealPanel);
    trial.do(partyOf(trial.state, "witness").actor, revealBy(trial.state, "witness"));
    expect(told(trial, "witness")).toBe(zh.dutyNow.sealed);
    for (const party of ["host", "supervisor"] as const) {
      trial.do(partyOf(trial.state, party).actor, revealBy(trial.state, party));
    }
    expect(told(trial, "agency")).toBe(zh.dutyNow.drawn);
    expect(told(trial, "host")).toBe(zh.dutyNow.drawnHost);
    expect(told(trial, "supervisor")).toBe(zh.dutyNow.drawnParty);
  });

  test("after a void draw the agency is asked to seal the pool again, though a panel was drawn", () => {
    const trial = stuckDraw();
    trial.do(partyOf(trial.state, "witness").actor, givingUp(trial));
    expect(told(trial, "agency")).toBe(zh.duty.agency.draw);
  });
});

describe("what an expert is told", () => {
  test("follows the expert's own state within the stage", () => {
    const { me, scoring } = seenBy("expert");
    const receipt = { commitment: chanceOf("sheet"), at: 1 };
    const returned = { problem: "scoring.blank", path: "B1/plan" };
    expect(dutyOf(seenBy("expert"), zh)).toBe(zh.duty.expert.scoring);
    expect(dutyOf(expertView({ scoring: { ...scoring, receipt } }), zh)).toBe(zh.dutyNow.locked);
    expect(dutyOf(expertView({ scoring: { ...scoring, returned } }), zh)).toBe(zh.dutyNow.returned);
    const waiting = { ...me, status: "checked-in" } as const;
    expect(dutyOf(expertView({ me: waiting }), zh)).toBe(zh.dutyNow.lobby);
    const photo = { kind: "none", required: true } as const;
    expect(dutyOf(expertView({ me: { ...waiting, photo } }), zh)).toBe(zh.dutyNow.photo);
    const optional = { ...photo, required: false };
    expect(dutyOf(expertView({ me: { ...waiting, photo: optional } }), zh)).toBe(zh.dutyNow.lobby);
    expect(dutyOf(expertView({ me: { ...me, status: "out" } }), zh)).toBe(zh.dutyNow.out);
  });

  test("comes after a pause: nobody is asked for anything while the room is locked", () => {
    const paused = { by: "supervisor", reason: "核查", at: 1 } as const;
    for (const role of roles) {
      expect(dutyOf({ ...seenBy(role), paused }, en)).toBe(en.dutyNow.paused);
    }
  });

  test("a substitute is asked first for what the others did before", () => {
    const { me, members } = seenBy("expert");
    const undeclared = members.map((member) => ({ ...member, declared: false }));
    expect(dutyOf(expertView({ members: undeclared }), zh)).toBe(zh.duty.expert.unsealing);
    const late = expertView({ me: { ...me, status: "drawn" } });
    expect(dutyOf(late, zh)).toBe(zh.duty.expert["check-in"]);
  });
});

describe("what those who watch are shown", () => {
  test("counts, and never a value", () => {
    expect(progressOf(seenBy("supervisor"))).toEqual([{ kind: "sheets", done: 0, of: 5 }]);
    expect(progressOf(seenBy("expert"))).toEqual([]);
  });

  test("the host's duties are ticked from the record", () => {
    expect(dutiesAt(seenBy("host"))).toEqual([
      { name: "sheets", state: "open" },
      { name: "order", state: "yours" },
    ]);
    expect(dutiesAt({ ...seenBy("host"), stage: "lead-election" })[0]).toEqual({
      name: "lead",
      state: "done",
    });
  });

  test("a line is a sentence with who and what, and an unknown kind is still told", () => {
    const line = { seq: 1, at: 1, role: "expert", code: "B", details: {} } as const;
    expect(feedSentence({ ...line, type: "SeatLost" }, zh)).toBe("专家B 网络中断,席位保留");
    const desk = "城东分中心 3 号席";
    const off = { ...line, type: "TrackNoted", details: { source: "camera", state: "off" } };
    expect(feedSentence(off, zh, desk)).toBe("专家B 摄像头关闭 · 城东分中心 3 号席");
    const { code: _code, ...ofAll } = line;
    expect(feedSentence({ ...ofAll, type: "SheetsFrozen" }, zh, desk)).not.toContain(desk);
    expect(feedSentence({ ...line, type: "constructor" }, zh)).toBe("专家B 记录:constructor");
    // What several have done together is nobody's own doing, and the lead did not elect anybody.
    expect(feedSentence({ ...line, type: "SheetsFrozen" }, zh)).toBe("评分全部提交并冻结");
    const elected = { ...line, code: "C", type: "LeadElected", details: { lead: "A", votes: "3" } };
    expect(feedSentence(elected, zh)).toBe("专家A 当选组长,3 票");
    expect(feedMatches({ ...line, type: "SeatLost" }, "attention")).toBe(true);
    expect(feedMatches({ ...line, type: "Said" }, "attention")).toBe(false);
  });

  test("who saw the members' names is said by office, once for each", () => {
    const seen = { seq: 1, at: 1, role: "system", type: "NamesShown" } as const;
    const told = { ...seen, details: { viewer: "host", members: "A, C" } };
    expect(feedSentence(told, zh)).toBe("系统 记录主持人知悉专家A, C的姓名");
    expect(feedSentence(told, en)).toBe("System put on record that the host saw the names of A, C");
  });

  test("runs of one plain act are counted, words are never folded", () => {
    const line = { at: 1, role: "expert", code: "B" } as const;
    const finding = { ...line, type: "FindingRecorded", details: {} };
    const said = { ...line, type: "Said", details: { text: "好" } };
    const groups = groupedLines([
      { ...finding, seq: 1 },
      { ...finding, seq: 2 },
      { ...finding, seq: 3, code: "C" },
      { ...said, seq: 4 },
      { ...said, seq: 5 },
    ]);
    expect(groups.map(({ times }) => times)).toEqual([2, 1, 1, 1]);
    expect(groups[0]?.line.seq).toBe(2);
  });
});
