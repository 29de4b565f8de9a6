import { describe, expect, test } from "vitest";
import { commandTypeSchema, type CommandType } from "@yuanping/shared/contracts/commands/index.ts";
import { systemActor, type Actor } from "@yuanping/shared/contracts/record.ts";
import { roleSchema, type Role } from "@yuanping/shared/contracts/roles.ts";
import { stageSchema, type Stage } from "@yuanping/shared/contracts/stages.ts";
import { decide, type Decision } from "@yuanping/shared/evaluation/index.ts";
import { mayDo, mayDoWhilePaused } from "@yuanping/shared/law/permissions.ts";
import { grant, places } from "../../support/evaluation-grants.ts";
import { actorOf, personOf } from "../../support/evaluation-room.ts";
import { sampleCommands } from "../../support/evaluation-samples.ts";
import {
  agency,
  host,
  member,
  proven,
  supervisor,
  trialAt,
  witness,
} from "../../support/evaluation-stages.ts";
import { drawThrough } from "../../support/draw-parties.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const commands = commandTypeSchema.options;
const roles = roleSchema.options;
const pausable: readonly Stage[] = [
  "check-in",
  "unsealing",
  "lead-election",
  "preliminary-review",
  "scoring",
  "re-check",
  "signing",
];
const byPermission = new Set(["room.not-permitted", "room.out-of-turn", "supervision.paused"]);

/** A room at a stage whose panel is drawn, so that somebody can act as an expert in every stage. */
function roomAt(stage: Stage, paused: boolean): Trial {
  const trial = trialAt(stage);
  if (stage === "draw") drawThrough(trial);
  if (paused) trial.do(host, { type: "pause", reason: "网络中断" });
  return trial;
}

function actorIn(trial: Trial, role: Role): Actor {
  const officers = { agency, host, supervisor, witness, system: systemActor };
  return role === "expert" ? proven(member(trial, 0)) : officers[role];
}

function codeOf(decision: Decision): string {
  return decision.ok ? "accepted" : decision.refusal.code;
}

describe("every role, stage and command", () => {
  test.each(commands)("%s is granted in the law's table where the field grants it", (type) => {
    for (const role of roles) {
      for (const place of places) {
        const expected = grant(role, place, type);
        const granted = expected === "running" || expected === "always";
        expect(mayDo(role, place, type), `${role} at ${place}`).toBe(granted);
        expect(granted && mayDoWhilePaused(type)).toBe(expected === "always");
      }
    }
  });

  test.each(stageSchema.options)(
    "what is not granted at %s is refused, and nothing else",
    (stage) => {
      const answers = { never: "room.not-permitted", "not-now": "room.out-of-turn" };
      const expected = { ...answers, running: "let through", always: "let through" };
      for (const { role, type, code } of everyAttempt(roomAt(stage, false))) {
        expect(code, `${role} ${type}`).toBe(expected[grant(role, stage, type)]);
      }
    },
  );

  test.each(pausable)("a pause at %s stops all but talk, watching and the ways out", (stage) => {
    const answers = { never: "room.not-permitted", "not-now": "room.out-of-turn" };
    const expected = { ...answers, running: "supervision.paused", always: "let through" };
    for (const { role, type, code } of everyAttempt(roomAt(stage, true))) {
      expect(code, `${role} ${type}`).toBe(expected[grant(role, stage, type)]);
    }
  });

  test("before a tender is opened there is nothing but an agency's opening of one", () => {
    for (const role of roles) {
      const person = role === "agency" ? agency.person : personOf(role);
      const actor = actorOf(person, role);
      for (const command of Object.values(sampleCommands(person))) {
        const decision = decide(undefined, command, { actor, at: 1 });
        const otherwise = command.type === "openTender" ? "room.not-permitted" : "room.unknown";
        const granted = grant(role, "none", command.type) === "running";
        expect(codeOf(decision), `${role} ${command.type}`).toBe(granted ? "accepted" : otherwise);
        expect(decision.events).toHaveLength(granted ? 1 : 0);
      }
    }
  });
});

/** With which code of the permission table everybody would be refused every command, if with any. */
function everyAttempt(
  trial: Trial,
): readonly Readonly<{ role: Role; type: CommandType; code: string }>[] {
  const samples = sampleCommands(member(trial, 0));
  return roles.flatMap((role) =>
    commands.map((type) => {
      const code = codeOf(trial.ask(actorIn(trial, role), samples[type]));
      return { role, type, code: byPermission.has(code) ? code : "let through" };
    }),
  );
}

describe("an attempt at what is never granted", () => {
  test.each(stageSchema.options)("is put on record at %s and changes nothing else", (stage) => {
    const room = roomAt(stage, false);
    const samples = sampleCommands(member(room, 0));
    for (const role of roles) {
      for (const type of commands.filter((one) => grant(role, stage, one) === "never")) {
        const trial = room.fork();
        const { supervision, size, lastAt: _lastAt, ...before } = trial.state;
        const { events } = trial.ask(actorIn(trial, role), samples[type]);
        const attempt = { type: "AttemptRefused", command: type, code: "room.not-permitted" };
        expect(events).toEqual([attempt]);
        for (const event of events) trial.plant(event);
        const { supervision: watched, size: grown, lastAt: _later, ...after } = trial.state;
        for (const key of keysOf(before)) expect(after[key]).toBe(before[key]);
        expect(grown).toBe(size + 1);
        // Besides being counted, it is held against whoever tried.
        const { attempts, conduct: _conduct, ...unchanged } = supervision;
        expect(watched).toMatchObject({ ...unchanged, attempts: attempts + 1 });
      }
    }
  });

  test("is put on record for a stranger to the evaluation too", () => {
    const trial = trialAt("scoring");
    for (const role of roles) {
      const decision = trial.try(actorOf(personOf("stranger"), role), { type: "say", text: "喂" });
      expect(codeOf(decision)).toBe("room.not-yours");
      expect(decision.events).toEqual([
        { type: "AttemptRefused", command: "say", code: "room.not-yours" },
      ]);
    }
  });

  test("leaves no event when the command only came at the wrong time", () => {
    const refusal = {
      code: "room.out-of-turn",
      category: "conflict",
      details: { stage: "scoring" },
    };
    const decision = trialAt("scoring").try(host, { type: "showBidders" });
    expect(decision).toEqual({ ok: false, refusal, events: [] });
  });
});

function keysOf<T extends object>(value: T): readonly (keyof T)[] {
  return Object.keys(value).filter((key): key is keyof T & string => key in value);
}

test("the table that is expected names every command", () => {
  const granted = commands.filter((type) =>
    roles.some((role) => places.some((place) => grant(role, place, type) !== "never")),
  );
  expect(granted).toEqual(commands);
});
