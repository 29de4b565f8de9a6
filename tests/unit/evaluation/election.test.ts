import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import { feedLine } from "@yuanping/shared/evaluation/feed.ts";
import { describe, expect, test } from "vitest";
import { personOf } from "../../support/evaluation-room.ts";
import { revealAll } from "../../support/draw-parties.ts";
import {
  conflict,
  elect,
  expert,
  host,
  member,
  members,
  noConflict,
  proven,
  seat,
  supervisor,
  trialAt,
} from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const rep = personOf("owner's representative");
const G = { id: "G", version: "2026-01-01" } as const;

/** The `voters`-th members vote for the `candidates`-th, one each. */
function vote(trial: Trial, voters: readonly number[], candidates: readonly number[]): string[] {
  return voters.map((voter, n) => {
    const candidate = member(trial, candidates[n] ?? 0);
    return trial.answer(expert(member(trial, voter)), { type: "castBallot", candidate });
  });
}

/** A panel of four drawn members and one who represents the owner. */
function represented(profile: "T" | "G"): Trial {
  const { seats: _seats, ...draw } = trialAt("draw").state.tender.panel.draw;
  const seats = [
    { specialty: "造价", count: 2 },
    { specialty: "土建", count: 2 },
  ];
  return trialAt("lead-election", {
    panel: { draw: { ...draw, seats }, law: "uniform", ownerRepresentatives: [rep] },
    ...(profile === "G" ? { profile: G } : {}),
  });
}

describe("electing the lead", () => {
  test("the last ballot counts the round: most votes lead", () => {
    const trial = trialAt("lead-election");
    vote(trial, [0, 1, 2, 3, 4], [2, 2, 1, 2, 0]);
    expect(trial.state.election).toMatchObject({ lead: member(trial, 2), votes: 3, round: 1 });
  });

  test("a tie begins a new round in which everybody votes again", () => {
    const trial = trialAt("lead-election");
    vote(trial, [0, 1, 2, 3, 4], [0, 0, 1, 1, 2]);
    expect(trial.state.election).toMatchObject({ round: 2, ballots: {}, lead: undefined });
    expect(trial.answer(host, { type: "beginReview" })).toBe("election.no-lead");
    expect(vote(trial, [0, 1, 2, 3, 4], [0, 0, 0, 1, 1])).not.toContain("election.voted");
    expect(trial.state.election).toMatchObject({ lead: member(trial, 0), round: 2 });
  });

  test("the live feed tells neither of a tie nor of a lead who was the last to vote", () => {
    const trial = trialAt("lead-election");
    const outcomes: unknown[] = [];
    const last = () => {
      const record = trial.records.findLast(({ event }) =>
        ["BallotTied", "LeadElected"].includes(event.type),
      );
      if (record === undefined) throw new Error("no outcome");
      outcomes.push(feedLine(trial.state, record));
    };
    vote(trial, [0, 1, 2, 3, 4], [0, 0, 1, 1, 2]);
    last();
    vote(trial, [0, 1, 2, 3, 4], [0, 0, 0, 0, 0]);
    last();
    expect(outcomes).toMatchObject([{ type: "BallotTied" }, { type: "LeadElected" }]);
    for (const line of outcomes) expect(line).not.toHaveProperty("code");
  });

  test("nobody leads with the votes that are in while one is missing", () => {
    const trial = trialAt("lead-election");
    vote(trial, [0, 1, 2, 3], [0, 0, 0, 0]);
    expect(trial.state.election.lead).toBeUndefined();
  });

  test("a member votes once a round", () => {
    const trial = trialAt("lead-election");
    expect(vote(trial, [0, 0], [1, 2])).toEqual(["accepted", "election.voted"]);
    expect(trial.state.election.ballots).toEqual({ [member(trial, 0)]: member(trial, 1) });
  });

  test("a member may vote for themselves, and for nobody outside the panel", () => {
    const trial = trialAt("lead-election");
    expect(vote(trial, [0], [0])).toEqual(["accepted"]);
    const voter = expert(member(trial, 1));
    for (const candidate of [supervisor.person, personOf("stranger")]) {
      expect(trial.answer(voter, { type: "castBallot", candidate })).toBe("draw.not-a-member");
    }
  });

  test("there is one lead", () => {
    const trial = trialAt("lead-election");
    elect(trial, member(trial, 0));
    expect(vote(trial, [1], [1])).toEqual(["election.has-lead"]);
  });

  test("under G an owner representative votes but cannot lead", () => {
    const trial = represented("G");
    expect(members(trial)).toHaveLength(5);
    const answer = trial.try(expert(member(trial, 0)), { type: "castBallot", candidate: rep });
    expect(answer).toMatchObject({
      refusal: { code: "election.representative", details: { article: "87号令 第四十五条" } },
    });
    expect(trial.answer(expert(rep), { type: "castBallot", candidate: member(trial, 1) })).toBe(
      "accepted",
    );
  });

  test("under T an owner representative may lead", () => {
    const trial = represented("T");
    elect(trial, rep);
    expect(trial.state.election.lead).toBe(rep);
  });
});

describe("replacing members around the election", () => {
  const replace = (trial: Trial, person: string) => {
    trial.do(host, {
      type: "replaceMember",
      member: person,
      reason: "health",
      explanation: "急病",
    });
    revealAll(trial);
  };

  test("when the lead is replaced, the panel elects another", () => {
    const trial = trialAt("preliminary-review");
    const lead = member(trial, 0);
    replace(trial, lead);
    expect(trial.state.election).toMatchObject({ lead: undefined, ballots: {}, round: 2 });
    seat(trial, member(trial, 4));
    elect(trial, member(trial, 1));
    expect(trial.state.election.lead).toBe(member(trial, 1));
    expect(trial.answer(expert(lead), { type: "closeReview" })).toBe("election.not-the-lead");
  });

  test("when another is replaced, the lead stays", () => {
    const trial = trialAt("preliminary-review");
    const lead = member(trial, 0);
    replace(trial, member(trial, 3));
    expect(trial.state.election.lead).toBe(lead);
  });

  test("a replaced member's ballot is void, the others' stand", () => {
    const trial = trialAt("lead-election");
    vote(trial, [0, 1], [2, 2]);
    const [first = "", second = ""] = members(trial);
    replace(trial, first);
    expect(trial.state.election).toMatchObject({ round: 1 });
    expect(Object.keys(trial.state.election.ballots)).toEqual([second]);
  });

  test("nobody is elected who was replaced after being voted for", () => {
    const trial = trialAt("lead-election");
    vote(trial, [0, 1, 2], [4, 4, 4]);
    replace(trial, member(trial, 4));
    expect(trial.state.election).toMatchObject({ round: 2, ballots: {} });
    seat(trial, member(trial, 4));
    elect(trial, member(trial, 1));
    expect(trial.state.election.lead).toBe(member(trial, 1));
  });

  test("a substitute votes only after declaring on the bidders", () => {
    const trial = trialAt("lead-election");
    replace(trial, member(trial, 0));
    const substitute = member(trial, 4);
    const ballot = { type: "castBallot", candidate: member(trial, 0) } as const;
    expect(trial.answer(expert(substitute), ballot)).toBe("room.not-yours");
    trial.do(proven(substitute), { type: "checkIn", undertaking: true, recusal: noConflict });
    expect(trial.answer(expert(substitute), ballot)).toBe("room.not-yours");
    trial.do(expert(substitute), { type: "consentToRecording", text: consentVersion });
    trial.do(host, { type: "admitMember", member: substitute });
    expect(trial.answer(expert(substitute), ballot)).toBe("checkin.undeclared");
    trial.do(expert(substitute), { type: "declareRecusal", recusal: noConflict });
    expect(trial.answer(expert(substitute), ballot)).toBe("accepted");
  });

  test("a lead who finds a conflict later is out, and leads no more", () => {
    const trial = trialAt("preliminary-review");
    const lead = member(trial, 0);
    trial.do(expert(lead), { type: "declareRecusal", recusal: conflict });
    expect(trial.state.election.lead).toBeUndefined();
    expect(members(trial)).not.toContain(lead);
  });
});
