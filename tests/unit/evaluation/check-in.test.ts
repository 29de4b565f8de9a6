import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import { lacksConsent } from "@yuanping/shared/evaluation/checkin/consent.ts";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { describe, expect, test } from "vitest";
import { revealAll } from "../../support/draw-parties.ts";
import {
  conflict,
  expert,
  host,
  member,
  members,
  noConflict,
  proven,
  seat,
  trialAt,
} from "../../support/evaluation-stages.ts";
import { sealedBids } from "../../support/evaluation-tender.ts";
import { names } from "../../support/evaluation-secrets.ts";
import { chanceOf } from "../../support/evaluation-room.ts";

const arrival = { type: "checkIn", undertaking: true, recusal: noConflict } as const;
const consent = { type: "consentToRecording", text: consentVersion } as const;
const declaration = { type: "declareRecusal", recusal: noConflict } as const;

describe("check-in", () => {
  test("takes the password once more", () => {
    const trial = trialAt("check-in");
    const person = member(trial, 0);
    expect(trial.answer(expert(person), arrival)).toBe("identity.proof-needed");
    expect(trial.answer(proven(person), arrival)).toBe("accepted");
  });

  test("happens once a member", () => {
    const trial = trialAt("check-in");
    const person = member(trial, 0);
    trial.do(proven(person), arrival);
    expect(trial.answer(proven(person), arrival)).toBe("checkin.already");
  });

  test("comes before being admitted, and one is admitted once", () => {
    const trial = trialAt("check-in");
    const person = member(trial, 0);
    const admission = { type: "admitMember", member: person } as const;
    expect(trial.answer(host, admission)).toBe("checkin.not-arrived");
    trial.do(proven(person), arrival);
    trial.do(expert(person), consent);
    expect(trial.answer(host, admission)).toBe("accepted");
    expect(trial.answer(host, admission)).toBe("checkin.already");
    expect(trial.answer(host, { ...admission, member: host.person })).toBe("draw.not-a-member");
  });

  test("must be complete before the bidders are shown", () => {
    const trial = trialAt("check-in");
    for (const [n, person] of members(trial).entries()) {
      expect(trial.try(host, { type: "showBidders" })).toMatchObject({
        refusal: { code: "checkin.incomplete", details: { count: 5 - n } },
      });
      seat(trial, person);
    }
    expect(trial.answer(host, { type: "showBidders" })).toBe("accepted");
    expect(trial.state).toMatchObject({ stage: "unsealing", biddersShown: true });
  });

  test("waits for a substitute too", () => {
    const trial = trialAt("check-in");
    for (const person of members(trial).slice(1)) seat(trial, person);
    const recused = { ...arrival, recusal: conflict };
    trial.do(proven(member(trial, 0)), recused);
    expect(trial.answer(host, { type: "showBidders" })).toBe("draw.seat-vacant");
    revealAll(trial);
    expect(trial.answer(host, { type: "showBidders" })).toBe("checkin.incomplete");
    seat(trial, member(trial, 4));
    expect(trial.answer(host, { type: "showBidders" })).toBe("accepted");
  });
});

describe("consent to the recording", () => {
  test("comes after arriving and before the seat: nobody is admitted without it", () => {
    const trial = trialAt("check-in");
    const person = member(trial, 0);
    const shown = (viewer: typeof host) => view(trial.state, viewer, names);
    expect(trial.answer(expert(person), consent)).toBe("checkin.not-arrived");
    trial.do(proven(person), arrival);
    expect(shown(expert(person)).me.consentMissing).toBe(true);
    const waiting = shown(host).members.filter(({ consentMissing }) => consentMissing === true);
    expect(waiting.map((each) => each.person)).toEqual([person]);
    expect(trial.answer(host, { type: "admitMember", member: person })).toBe("checkin.no-consent");
    expect(trial.do(expert(person), consent)).toEqual([
      { type: "RecordingConsented", member: person, text: consentVersion },
    ]);
    expect(shown(expert(person)).me.consentMissing).toBeUndefined();
    expect(trial.answer(host, { type: "admitMember", member: person })).toBe("accepted");
  });

  test("is given once, in today's words, by the member alone, and stands when they come back to the lobby", () => {
    const trial = trialAt("check-in");
    const [person, other] = [member(trial, 0), member(trial, 1)];
    trial.do(proven(person), arrival);
    expect(trial.answer(expert(person), { ...consent, text: "999" })).toBe("checkin.consent-text");
    expect(trial.answer(host, consent)).toBe("room.not-permitted");
    expect(trial.answer(expert(other), consent)).toBe("checkin.not-arrived");
    trial.do(expert(person), consent);
    expect(trial.answer(expert(person), consent)).toBe("checkin.already");
    trial.do(host, { type: "admitMember", member: person });
    trial.do(host, { type: "returnMember", member: person, reason: "核对身份" });
    expect(trial.answer(host, { type: "admitMember", member: person })).toBe("accepted");
  });

  test("is not asked for where nothing is recorded", () => {
    const trial = trialAt("check-in");
    const person = member(trial, 0);
    trial.do(proven(person), arrival);
    const { profile } = trial.state;
    const found = trial.state.panel.members.find((each) => each.person === person);
    if (found === undefined) throw new Error("the member is not on the panel");
    const recorded = (value: boolean) => ({
      ...trial.state,
      profile: { ...profile, recording: { value, article: "own" } },
    });
    expect(lacksConsent(recorded(true), found)).toBe(true);
    expect(lacksConsent(recorded(false), found)).toBe(false);
  });
});

describe("the declaration on the bidders", () => {
  test("is made once by everybody before any bid is opened", () => {
    const trial = trialAt("unsealing");
    for (const [n, person] of members(trial).entries()) {
      expect(trial.try(host, { type: "unsealBids", bids: sealedBids })).toMatchObject({
        refusal: { code: "checkin.undeclared", details: { count: 5 - n } },
      });
      expect(trial.answer(expert(person), declaration)).toBe("accepted");
      expect(trial.answer(expert(person), declaration)).toBe("checkin.already");
    }
    expect(trial.answer(host, { type: "unsealBids", bids: sealedBids })).toBe("accepted");
  });

  test("may be followed by a conflict found later, which puts the member out", () => {
    for (const stage of ["unsealing", "lead-election", "preliminary-review", "scoring"] as const) {
      const trial = trialAt(stage);
      const person = member(trial, 1);
      if (stage === "unsealing") trial.do(expert(person), declaration);
      trial.do(expert(person), { type: "declareRecusal", recusal: conflict });
      expect(members(trial)).not.toContain(person);
    }
  });

  test("of a substitute waits until they are admitted", () => {
    const trial = trialAt("unsealing");
    trial.do(expert(member(trial, 0)), { type: "declareRecusal", recusal: conflict });
    revealAll(trial);
    const substitute = member(trial, 4);
    expect(trial.answer(expert(substitute), declaration)).toBe("checkin.not-admitted");
    trial.do(proven(substitute), arrival);
    expect(trial.answer(expert(substitute), declaration)).toBe("checkin.not-admitted");
    trial.do(expert(substitute), { type: "consentToRecording", text: consentVersion });
    trial.do(host, { type: "admitMember", member: substitute });
    expect(trial.answer(expert(substitute), declaration)).toBe("accepted");
  });
});

describe("unsealing the bids", () => {
  /** A room whose members have all declared. */
  function ready() {
    const trial = trialAt("unsealing");
    for (const person of members(trial)) trial.do(expert(person), declaration);
    return trial;
  }
  const unseal = (bids: typeof sealedBids) => ready().try(host, { type: "unsealBids", bids });

  test("opens every envelope at once, in the order of the bidders", () => {
    const decision = unseal(sealedBids.toReversed());
    const types = decision.events.map((event) =>
      event.type === "BidUnsealed" ? event.content.id : event.type,
    );
    expect(types).toEqual(["B1", "B2", "B3", "B4", "BidsUnsealed"]);
  });

  test.each(["B1", "B4"])("opens nothing when %s is missing", (bid) => {
    const bids = sealedBids.filter(({ content }) => content.id !== bid);
    expect(unseal(bids)).toEqual({
      ok: false,
      refusal: { code: "unsealing.missing", category: "invalid", details: { bid } },
      events: [],
    });
  });

  const differs = { code: "unsealing.differs", category: "invalid", details: { bid: "B2" } };
  test.each([
    ["another nonce", (one: (typeof sealedBids)[number]) => ({ ...one, nonce: chanceOf("other") })],
    [
      "another price",
      (one: (typeof sealedBids)[number]) => ({ ...one, content: { ...one.content, price: "1" } }),
    ],
    [
      "the same price spelt otherwise",
      (one: (typeof sealedBids)[number]) => ({
        ...one,
        content: { ...one.content, price: `${one.content.price}.0` },
      }),
    ],
    [
      "another document",
      (one: (typeof sealedBids)[number]) => ({
        ...one,
        content: { ...one.content, documents: [] },
      }),
    ],
  ])("opens nothing when one bid has %s than was received", (_name, altered) => {
    const bids = sealedBids.map((one) => (one.content.id === "B2" ? altered(one) : one));
    expect(unseal(bids)).toEqual({ ok: false, refusal: differs, events: [] });
  });

  test("does not take one bid for another", () => {
    const nonce = sealedBids[0]?.nonce ?? "";
    const bids = sealedBids.map((one) => (one.content.id === "B2" ? { ...one, nonce } : one));
    expect(unseal(bids)).toMatchObject({ refusal: differs });
  });
});
