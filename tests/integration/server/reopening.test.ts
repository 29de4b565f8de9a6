import { afterAll, describe, expect, test } from "vitest";
import type { EventType } from "@yuanping/shared/contracts/events/index.ts";
import { entriesOf, eventsIn } from "../../support/evidence/read-bundle.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { review, submitMarks } from "../../../scripts/demo/stages.ts";
import { Seat } from "../../../scripts/demo/seat.ts";
import { serverInProcess } from "../../support/server-in-process.ts";
import { secretMarks, smallCase } from "../../support/server-case.ts";
import { Lot } from "../../support/server-people.ts";

const url = serverInProcess();
const patience = 180_000;
const hour = 3_600_000;
const lots: Lot[] = [];
afterAll(() => lots.forEach((lot) => lot.close()));

async function lotWith(deadline?: number): Promise<Lot> {
  const lot = await Lot.open(url(), { room: lots.length });
  lots.push(lot);
  await lot.checkIn();
  return lot.beginScoring(undefined, deadline);
}

const marks = (member: number) =>
  Object.fromEntries(
    secretMarks.map((row, bid) => [`B${bid + 1}`, { technical: row[member] ?? "1" }]),
  );

/** The bundle as the supervisor takes it along, whose every check has to hold, and the kinds of events in it. */
async function verified(lot: Lot): Promise<ReadonlySet<EventType>> {
  const bundle = await lot.supervisor.account.http.bundle(lot.id);
  if (!bundle.ok) throw new Error(bundle.refusal.en);
  const { checks } = await verifyBundle(bundle.value);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  return new Set(eventsIn(entriesOf(bundle.value)).map(({ type }) => type));
}

const refusal = (seat: Seat, command: Parameters<Seat["do"]>[0]) =>
  seat.do(command).then(
    () => "accepted",
    (error: unknown) => (error instanceof Error ? (error.message.split(" ")[2] ?? "") : ""),
  );

describe("over real sockets, and in the bundle that is verified afterwards", () => {
  test(
    "a vote on time holds the sheets, a rollback scores anew, a correction names its reason, and a re-review signs a second report",
    async () => {
      const lot = await lotWith(Date.now() + hour);
      const { host, supervisor } = lot;

      // 1. Two of three say that time is short: the sheets stay closed until the host has moved the deadline.
      await lot.member(0).seat.do({ type: "askForTime" });
      await host.until(({ view }) => view.scoring.time?.votes === 1);
      expect(host.view.scoring.time).toMatchObject({ needed: 2, of: 3, due: false });
      await lot.member(1).seat.do({ type: "askForTime" });
      expect(await refusal(lot.member(1).seat, { type: "askForTime" })).toBe(
        "scoring.asked-already",
      );
      for (const index of [0, 1, 2]) await lot.submit(index);
      await host.until(({ view }) => view.scoring.progress?.submitted === 3);
      expect(host.view.scoring.time?.due).toBe(true);
      expect(host.view.result).toBeUndefined();
      await host.do({ type: "extendScoring", deadline: Date.now() + 2 * hour });
      await host.until(({ view }) => view.result !== undefined);
      const first = host.view.result;

      // 2. The supervisor refuses one rollback and lets another through; the sheets so far are kept.
      const reason = "评分时所用招标文件版本有误";
      await host.do({ type: "requestRollback", to: "lead-election", reason });
      expect(await refusal(host, { type: "approveRollback", request: 1 })).toBe(
        "room.not-permitted",
      );
      await supervisor.until(({ view }) => view.reopening?.pending !== undefined);
      await supervisor.do({ type: "refuseRollback", request: 1, reason: "组长推选无误" });
      await host.do({ type: "requestRollback", to: "scoring", reason });
      await supervisor.do({ type: "approveRollback", request: 2 });
      for (const [index, { seat }] of lot.members.entries()) {
        await seat.until(({ view }) => view.stage === "scoring" && view.scoring.round === 2);
        expect(seat.view.reopening?.kept[0]?.result).toBeUndefined();
        await submitMarks(seat, marks(index));
      }
      await host.until(({ view }) => view.result?.version === 2);
      expect(host.view.reopening?.kept).toMatchObject([
        { kind: "rollback", number: 2, reason, result: { version: 1 } },
      ]);
      expect(host.view.result?.outcome).toEqual(first?.outcome);

      // 3. A correction before the signing, for one of the four reasons.
      const { seat } = lot.member(2);
      await seat.until(({ view }) => view.result !== undefined);
      const correction = {
        type: "correctMark",
        bid: "B3",
        item: "technical",
        value: "36.5",
        reason: "加总时漏计",
      } as const;
      expect(await refusal(seat, { ...correction, code: "05" })).toBe("scoring.not-objective");
      await seat.do({ ...correction, code: "03" });
      await host.until(({ view }) => view.result?.version === 3);
      await lot.signReport();
      const signed = host.view.report?.json;

      // 4. After the signing: the panel that signed, for a lawful reason, and nobody else.
      expect(await refusal(host, { type: "openReReview", code: "evaluation-02", reason })).toBe(
        "reopening.reason-not-lawful",
      );
      await host.do({ type: "openReReview", code: "result-06", reason: "B3 评分畸高" });
      await seat.until(({ view }) => view.stage === "re-check");
      const [outsider] = lot.undrawn;
      if (outsider === undefined) throw new Error("everybody was drawn");
      const stranger = new Seat(outsider, lot.id);
      lot.seats.push(stranger);
      await stranger.until(() => stranger.connection.getSnapshot().refusal !== undefined);
      expect(stranger.connection.getSnapshot()).toMatchObject({
        refusal: { category: "forbidden" },
      });
      const again = { ...correction, value: "33.5" };
      expect(await refusal(host, { ...again, code: "06" })).toBe("room.not-permitted");
      expect(await refusal(seat, { ...again, code: "03" })).toBe("reopening.other-reason");
      await seat.do({ ...again, code: "06" });
      await host.until(({ view }) => view.result?.version === 4);
      await lot.finish();
      expect(host.view.reopening?.kept).toMatchObject([
        { kind: "rollback" },
        { kind: "re-review", code: "result-06", report: { json: signed }, result: { version: 3 } },
      ]);
      expect(host.view.report?.json).not.toBe(signed);

      const events = await verified(lot);
      for (const type of [
        "TimeAskedFor",
        "ScoringExtended",
        "RollbackRequested",
        "RollbackRefused",
        "StageRolledBack",
        "MarkCorrected",
        "ReReviewOpened",
      ] as const) {
        expect(events).toContain(type);
      }
    },
    patience,
  );

  test(
    "a replaced member's sheet is void, the substitute finds and scores anew, and the others' sheets stand",
    async () => {
      const lot = await lotWith();
      const { host } = lot;
      await lot.submit(0);
      await lot.submit(1);
      const kept = lot.member(1).seat.view.scoring.receipt?.commitment;
      await lot.replace(0);
      const fresh = lot.member(0);
      await review(fresh, smallCase);
      if (host.view.election.lead === undefined) {
        const candidate = lot.member(1).seat.view.me.person;
        for (const { seat } of lot.members) await seat.do({ type: "castBallot", candidate });
        await host.until(({ view }) => view.election.lead !== undefined);
      }
      const lead = lot.members.find(
        ({ seat }) => seat.view.me.code === host.view.election.lead,
      )?.seat;
      await lead?.do({ type: "closeReview" });
      await host.do({ type: "beginScoring" });
      await fresh.seat.until(({ view }) => view.stage === "scoring");
      expect(fresh.seat.view.scoring.receipt).toBeUndefined();
      expect(lot.member(1).seat.view.scoring.receipt?.commitment).toBe(kept);
      await submitMarks(fresh.seat, marks(0));
      await submitMarks(lot.member(2).seat, marks(2));
      await host.until(({ view }) => view.result !== undefined);
      expect(Object.keys(host.view.result?.marks ?? {})).toHaveLength(3);
      // The lead stands first where warnings are answered and the report is issued.
      lot.members = lot.members.toSorted(
        (a, b) => Number(b.seat === lead) - Number(a.seat === lead),
      );
      await lot.finish();
      expect(await verified(lot)).toContain("SubstitutesDrawn");
    },
    patience,
  );
});
