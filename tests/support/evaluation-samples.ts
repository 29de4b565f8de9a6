import type { Command, CommandType } from "@yuanping/shared/contracts/commands/index.ts";
import { opening, noConflict, sealed, tenderWith } from "./evaluation-stages.ts";
import { chanceOf } from "./evaluation-room.ts";
import { pool, sealedBids } from "./evaluation-tender.ts";

const somePublicKey = `${"A".repeat(43)}=`;
const someShare = {
  commitment: chanceOf("some share"),
  sealed: { ephemeral: somePublicKey, iv: "A".repeat(16), ciphertext: `${"A".repeat(66)}==` },
};
const someShares = { host: someShare, supervisor: someShare, witness: someShare };

/** One well-formed command of every type; `member` is whom it concerns, where it concerns somebody. */
export function sampleCommands(member: string): Readonly<Record<CommandType, Command>> {
  const seat = { person: member, session: "session-sample" };
  const report = chanceOf("some report");
  const track = { person: member, source: "camera" as const };
  const segment = {
    ...track,
    from: 1,
    to: 2,
    sha256: report,
    bytes: 1,
    format: "webm" as const,
  };
  const reason = "情况属实";
  const signature = `${"A".repeat(86)}==`;
  return {
    openTender: opening(tenderWith()),
    declareKey: { type: "declareKey", vkey: "host.sample+00000000+AAAA" },
    sealDraw: { type: "sealDraw", pool, exclusions: [] },
    commitDraw: { type: "commitDraw", drawId: report, anchor: report, signature },
    cosignDraw: { type: "cosignDraw", drawId: report, note: "no note" },
    revealDraw: { type: "revealDraw", drawId: report, round: 0, value: report },
    voidDraw: { type: "voidDraw", drawId: report, reason },
    replaceMember: { type: "replaceMember", member, reason: "health", explanation: reason },
    acceptInvitation: { type: "acceptInvitation" },
    declineInvitation: { type: "declineInvitation", code: "time", text: reason },
    lapseInvitation: { type: "lapseInvitation", member },
    recordCall: {
      type: "recordCall",
      call: report,
      member,
      channel: "mail",
      outcome: "sent",
      attempts: 1,
    },
    showNames: { type: "showNames", viewer: member, members: [member] },
    dissolvePanel: { type: "dissolvePanel", member, reason: "health", explanation: reason },
    beginCheckIn: { type: "beginCheckIn" },
    checkIn: { type: "checkIn", undertaking: true, recusal: noConflict },
    consentToRecording: { type: "consentToRecording", text: "1" },
    keepPhoto: { type: "keepPhoto", member, sha256: "ab".repeat(32), size: 4096 },
    declareNoCamera: { type: "declareNoCamera", reason },
    admitMember: { type: "admitMember", member },
    returnMember: { type: "returnMember", member, reason },
    showBidders: { type: "showBidders" },
    declareRecusal: { type: "declareRecusal", recusal: noConflict },
    recuseFromBid: { type: "recuseFromBid", bid: "B1", ground: reason },
    unsealBids: { type: "unsealBids", bids: sealedBids },
    readPages: { type: "readPages", bid: "B1", sha256: report, pages: [1, 3] },
    openDocument: { type: "openDocument", bid: "B1", sha256: report },
    castBallot: { type: "castBallot", candidate: member },
    beginReview: { type: "beginReview" },
    recordFinding: { type: "recordFinding", bid: "B1", item: "formal", verdict: "pass" },
    closeReview: { type: "closeReview" },
    beginScoring: { type: "beginScoring" },
    askForTime: { type: "askForTime" },
    extendScoring: { type: "extendScoring", deadline: 4_000_000_000_000 },
    submitSheet: { type: "submitSheet", round: 1, commitment: report, sealed },
    declareSealingKey: { type: "declareSealingKey", publicKey: somePublicKey },
    makeSealingKey: { type: "makeSealingKey", publicKey: somePublicKey, shares: someShares },
    releaseShare: { type: "releaseShare", commitment: report },
    reportShareLost: { type: "reportShareLost" },
    forgetShares: { type: "forgetShares" },
    rejectSealingKey: { type: "rejectSealingKey" },
    resealSheet: { type: "resealSheet", sealed },
    returnOwnSheet: { type: "returnOwnSheet" },
    freezeSheets: { type: "freezeSheets" },
    openSheets: { type: "openSheets", sheets: [] },
    explainWarning: { type: "explainWarning", warning: "far/B1/plan/A", text: reason },
    correctMark: { type: "correctMark", bid: "B1", item: "plan", value: "7", code: "03", reason },
    issueReport: { type: "issueReport" },
    signReport: { type: "signReport", report },
    dissent: { type: "dissent", report, reason },
    closeSigning: { type: "closeSigning" },
    archive: { type: "archive" },
    requestRollback: { type: "requestRollback", to: "lead-election", reason },
    approveRollback: { type: "approveRollback", request: 1 },
    refuseRollback: { type: "refuseRollback", request: 1, reason },
    openReReview: { type: "openReReview", code: "result-03", reason },
    occupySeat: { type: "occupySeat", ...seat },
    loseSeat: { type: "loseSeat", ...seat },
    releaseSeat: { type: "releaseSeat", ...seat },
    say: { type: "say", text: "请继续" },
    reportConduct: { type: "reportConduct", acts: [{ kind: "window-left", times: 1 }] },
    openIncident: { type: "openIncident", fault: "network", reason },
    closeIncident: { type: "closeIncident", incident: 1, reason },
    noteTrack: { type: "noteTrack", person: member, source: "camera", state: "on" },
    noteMisuse: { type: "noteMisuse", person: member, misuse: "flooding", times: 40 },
    pause: { type: "pause", reason },
    resume: { type: "resume", reason },
    terminate: { type: "terminate", code: "206", reason },
    note: { type: "note", text: reason },
    warn: { type: "warn", text: reason },
    keepSegments: { type: "keepSegments", segments: [segment] },
    noteGap: { type: "noteGap", ...track, from: 1, to: 2, cause: "starting" },
    noteRecording: { type: "noteRecording", condition: "on" },
    orderPause: { type: "orderPause", reason },
    cosignHead: { type: "cosignHead", note: "no note" },
    renewKey: { type: "renewKey", vkey: "host.sample+00000000+AAAA" },
    reportFork: { type: "reportFork", kind: "forked", kept: "no note", shown: "no note" },
    beginSpeakIn: { type: "beginSpeakIn", reason },
    endSpeakIn: { type: "endSpeakIn" },
    settleAlarm: { type: "settleAlarm", kind: "copied", person: member },
    askApproval: { type: "askApproval", subject: "resume", reason },
    answerApproval: { type: "answerApproval", request: 1, granted: true, reason },
  };
}
