import { describe, expect, test } from "vitest";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { feedLine } from "@yuanping/shared/evaluation/feed.ts";
import { view } from "@yuanping/shared/evaluation/index.ts";
import {
  agency,
  expert,
  host,
  member,
  members,
  passAll,
  submitAll,
  supervisor,
  trialAt,
  type Changes,
} from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const hour = 3_600_000;
const ask = { type: "askForTime" } as const;

/** Five members who score until an hour from now. */
function pressed(changes: Changes = {}): Trial {
  const trial = trialAt("preliminary-review", changes);
  for (const person of members(trial)) passAll(trial, person);
  trial.do(expert(trial.state.election.lead ?? ""), { type: "closeReview" });
  trial.do(host, { type: "beginScoring", deadline: trial.at + hour });
  return trial;
}

function seen(trial: Trial, who = host) {
  return view(trial.state, who, new Map()).scoring.time;
}

const later = (trial: Trial, by = 2 * hour) =>
  ({ type: "extendScoring", deadline: trial.at + by }) as const;

describe("the vote on time (实施条例 48)", () => {
  test("makes an extension due when more than a third say that time is short, not before", () => {
    const trial = pressed();
    expect(trial.do(expert(member(trial, 0)), ask)).toMatchObject([{ votes: 1, of: 5 }]);
    expect(seen(trial)).toMatchObject({ votes: 1, needed: 2, due: false });
    expect(trial.do(expert(member(trial, 3)), ask)).toMatchObject([{ votes: 2, of: 5 }]);
    expect(seen(trial)).toMatchObject({ votes: 2, needed: 2, due: true });
  });

  test("keeps the sheets closed until the host has moved the deadline, and no longer", () => {
    const trial = pressed();
    for (const n of [0, 1]) trial.do(expert(member(trial, n)), ask);
    const sheets = submitAll(trial);
    expect(trial.answer(systemActor, { type: "openSheets", sheets })).toBe("scoring.extension-due");
    expect(trial.do(host, later(trial))).toMatchObject([{ votes: 2, of: 5 }]);
    expect(trial.answer(systemActor, { type: "openSheets", sheets })).toBe("accepted");
  });

  test("takes one vote of a member for each deadline", () => {
    const trial = pressed();
    const asking = expert(member(trial, 0));
    trial.do(asking, ask);
    expect(trial.answer(asking, ask)).toBe("scoring.asked-already");
    trial.do(host, later(trial));
    expect(seen(trial)).toMatchObject({ votes: 0, due: false, moved: 1 });
    expect(trial.answer(asking, ask)).toBe("accepted");
  });

  test("is taken from a member whose own sheet is in, so that a vote tells nobody of it", () => {
    const trial = pressed();
    submitAll(trial);
    expect(trial.answer(expert(member(trial, 0)), ask)).toBe("accepted");
  });

  test("shows the room the count and each member their own vote, and the agency nothing", () => {
    const trial = pressed();
    trial.do(expert(member(trial, 0)), ask);
    expect(seen(trial, expert(member(trial, 0)))).toMatchObject({ votes: 1, asked: true });
    expect(seen(trial, expert(member(trial, 1)))).toMatchObject({ votes: 1, asked: false });
    expect(seen(trial, supervisor)).toMatchObject({ votes: 1, asked: false });
    expect(seen(trial, agency)).toBeUndefined();
    expect(JSON.stringify(view(trial.state, host, new Map()).scoring)).not.toContain(
      member(trial, 0),
    );
  });

  test("stands in the live feed without the member, who may not be done yet", () => {
    const trial = pressed();
    trial.do(expert(member(trial, 0)), ask);
    const record = trial.records.at(-1);
    if (record === undefined) throw new Error("no record");
    expect(feedLine(trial.state, record)).toMatchObject({ details: { votes: "1", of: "5" } });
    expect(feedLine(trial.state, record)?.code).toBeUndefined();
  });

  test("is not counted of a member who is replaced", () => {
    const trial = pressed();
    const out = member(trial, 1);
    trial.do(expert(out), ask);
    trial.do(host, { type: "replaceMember", member: out, reason: "health", explanation: "住院" });
    expect(trial.state.scoring.time.asked).toEqual([]);
  });

  test("needs a deadline, and a version of the rules that knows it", () => {
    const free = trialAt("scoring");
    expect(free.answer(expert(member(free, 0)), ask)).toBe("scoring.no-deadline");
    expect(free.answer(host, later(free))).toBe("scoring.no-deadline");
    const old = pressed({ profile: { id: "T", version: "2025-01-01" } });
    expect(old.answer(expert(member(old, 0)), ask)).toBe("scoring.no-vote");
  });
});

describe("the deadline", () => {
  test("lies ahead, and moves only forward", () => {
    const trial = pressed();
    const deadline = seen(trial)?.deadline ?? 0;
    expect(trial.answer(host, { type: "extendScoring", deadline })).toBe(
      "scoring.deadline-not-later",
    );
    trial.wait(2 * hour);
    expect(trial.answer(host, { type: "extendScoring", deadline: deadline + hour })).toBe(
      "scoring.deadline-not-later",
    );
    expect(trial.answer(host, later(trial))).toBe("accepted");
  });

  test("drops nothing when it passes: sheets are taken as before", () => {
    const trial = pressed();
    trial.wait(3 * hour);
    const sheets = submitAll(trial);
    expect(trial.answer(systemActor, { type: "openSheets", sheets })).toBe("accepted");
  });

  test("cannot lie behind when the scoring opens", () => {
    const trial = trialAt("preliminary-review");
    for (const person of members(trial)) passAll(trial, person);
    trial.do(expert(trial.state.election.lead ?? ""), { type: "closeReview" });
    expect(trial.answer(host, { type: "beginScoring", deadline: trial.at })).toBe(
      "scoring.deadline-not-later",
    );
  });
});
