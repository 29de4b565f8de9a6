import { describe, expect, test } from "vitest";
import { hashOf } from "@yuanping/shared/seal/commitment.ts";
import { procurement2026 as procurement } from "@yuanping/shared/law/profiles/procurement.ts";
import { tendering2026 as tendering } from "@yuanping/shared/law/profiles/tendering.ts";
import { actorOf, personOf } from "../../support/evaluation-room.ts";
import { agency, opening, tenderWith, trialAt } from "../../support/evaluation-stages.ts";
import { Trial } from "../../support/evaluation-trial.ts";

describe("opening a tender", () => {
  test("binds the stream to the rules and the method by hash", () => {
    const tender = tenderWith();
    const [opened] = new Trial().do(agency, opening(tender));
    expect(opened).toMatchObject({
      type: "TenderOpened",
      profileHash: hashOf(tendering),
      methodHash: hashOf(tender.method),
    });
    expect(hashOf(tendering)).not.toBe(hashOf(procurement));
  });

  test("is the business of the agency that the tender names", () => {
    const other = actorOf(personOf("another agency"), "agency");
    expect(new Trial().answer(other, opening(tenderWith()))).toBe("room.not-yours");
  });

  test("refuses a version of the rules that nobody knows", () => {
    const tender = tenderWith({ profile: { id: "T", version: "2024-01-01" } });
    expect(new Trial().try(agency, opening(tender))).toMatchObject({
      refusal: { code: "law.unknown-profile", details: { id: "T", version: "2024-01-01" } },
    });
  });

  test("refuses what breaks the law, and nothing has begun", () => {
    const trial = new Trial();
    const [first, second] = tenderWith().bidders;
    const tender = tenderWith({ bidders: [first, second].filter((one) => one !== undefined) });
    expect(trial.answer(agency, opening(tender))).toBe("law.too-few-received");
    expect(trial.begun).toBeUndefined();
  });

  test("refuses two bidders of one id", () => {
    const [first, ...rest] = tenderWith().bidders;
    const again = rest.map((bidder, n) =>
      n === 0 && first ? { ...bidder, id: first.id } : bidder,
    );
    const tender = tenderWith({ bidders: [...(first ? [first] : []), ...again] });
    expect(new Trial().answer(agency, opening(tender))).toBe("intake.bidders-repeat");
  });

  test("wants one sealed bid of every bidder and of nobody else", () => {
    const command = opening(tenderWith());
    const [one] = command.bids;
    const stray = { bid: "B9", commitment: personOf("stray").repeat(2) };
    for (const bids of [
      command.bids.slice(1),
      [...command.bids, stray],
      [...command.bids, ...(one ? [one] : [])],
      [...command.bids.slice(1), stray],
      [],
    ]) {
      expect(new Trial().answer(agency, { ...command, bids })).toBe("intake.bids-differ");
    }
  });

  test("takes the bids in any order", () => {
    const command = opening(tenderWith());
    const bids = command.bids.toReversed();
    expect(new Trial().answer(agency, { ...command, bids })).toBe("accepted");
  });

  test("happens once", () => {
    expect(trialAt("draw").answer(agency, opening(tenderWith()))).toBe("room.out-of-turn");
  });
});
