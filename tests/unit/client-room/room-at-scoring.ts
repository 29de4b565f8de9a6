import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import { sitting } from "@yuanping/shared/evaluation/panel/state.ts";
import { reviewItemsOf } from "@yuanping/shared/evaluation/review/items.ts";
import { actorOf, ScriptedRoom } from "../../support/evaluation-room.ts";
import {
  bidCommitments,
  offices,
  scriptedTender,
  sealedBids,
} from "../../support/evaluation-tender.ts";
import { drawThrough } from "../../support/draw-parties.ts";

/** A room that has just been opened for scoring: five members, four bids, the fourth rejected for its bond. */
export function roomAtScoring(publicKey: string): ScriptedRoom {
  const room = new ScriptedRoom("room-at-scoring", "room-at-scoring");
  const agency = actorOf(offices.agency, "agency");
  const host = actorOf(offices.host, "host");
  const tender = scriptedTender({ level: "L1", publicKey });
  room.do(agency, {
    type: "openTender",
    evaluation: "room-at-scoring",
    tender,
    bids: bidCommitments,
  });
  drawThrough(room);
  room.do(host, { type: "beginCheckIn" });
  const recusal = { conflict: false } as const;
  const members = sitting(room.state.panel).map(({ person }) => person);
  const [lead = ""] = members;
  for (const person of members) {
    room.do(actorOf(person, "expert", true), { type: "checkIn", undertaking: true, recusal });
    room.do(actorOf(person, "expert"), { type: "consentToRecording", text: consentVersion });
    room.do(host, { type: "admitMember", member: person });
  }
  room.do(host, { type: "showBidders" });
  for (const person of members) {
    room.do(actorOf(person, "expert"), { type: "declareRecusal", recusal });
  }
  room.do(host, { type: "unsealBids", bids: sealedBids });
  for (const person of members) {
    room.do(actorOf(person, "expert"), { type: "castBallot", candidate: lead });
  }
  room.do(host, { type: "beginReview" });
  for (const person of members) {
    for (const { id: bid } of tender.bidders) {
      for (const { id: item } of reviewItemsOf(room.state)) {
        const finding = { type: "recordFinding", bid, item } as const;
        const fails = bid === "B4" && item === "bid-bond";
        room.do(
          actorOf(person, "expert"),
          fails
            ? { ...finding, verdict: "fail", reason: "未提交投标保证金" }
            : { ...finding, verdict: "pass" },
        );
      }
    }
  }
  room.do(actorOf(lead, "expert"), { type: "closeReview" });
  room.do(host, { type: "beginScoring" });
  return room;
}
