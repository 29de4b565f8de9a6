import { z } from "zod";
import { ceremonyCommands } from "./ceremony.ts";
import { checkinCommands } from "./checkin.ts";
import { conductCommands } from "./conduct.ts";
import { documentCommands } from "./documents.ts";
import { incidentCommands } from "./incidents.ts";
import { intakeCommands } from "./intake.ts";
import { invitationCommands } from "./invitation.ts";
import { panelCommands } from "./panel.ts";
import { recordingCommands } from "./recording.ts";
import { reopeningCommands } from "./reopening.ts";
import { reportCommands } from "./report.ts";
import { reviewCommands } from "./review.ts";
import { roomCommands } from "./room.ts";
import { scoringCommands } from "./scoring.ts";
import { sealingCommands } from "./sealing.ts";
import { supervisionCommands } from "./supervision.ts";
import { unsealingCommands } from "./unsealing.ts";
import { witnessingCommands } from "./witnessing.ts";

/** Every command of an evaluation, as it is recorded. */
export const commandSchema = z.discriminatedUnion("type", [
  ...intakeCommands,
  ...ceremonyCommands,
  ...panelCommands,
  ...invitationCommands,
  ...checkinCommands,
  ...unsealingCommands,
  ...documentCommands,
  ...reviewCommands,
  ...scoringCommands,
  ...sealingCommands,
  ...reportCommands,
  ...reopeningCommands,
  ...roomCommands,
  ...conductCommands,
  ...incidentCommands,
  ...supervisionCommands,
  ...recordingCommands,
  ...witnessingCommands,
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command["type"];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

export const commandTypeSchema = z.enum([
  "openTender",
  "declareKey",
  "sealDraw",
  "commitDraw",
  "cosignDraw",
  "revealDraw",
  "voidDraw",
  "replaceMember",
  "acceptInvitation",
  "declineInvitation",
  "lapseInvitation",
  "recordCall",
  "showNames",
  "dissolvePanel",
  "beginCheckIn",
  "checkIn",
  "consentToRecording",
  "keepPhoto",
  "declareNoCamera",
  "admitMember",
  "returnMember",
  "showBidders",
  "declareRecusal",
  "recuseFromBid",
  "unsealBids",
  "openDocument",
  "readPages",
  "castBallot",
  "beginReview",
  "recordFinding",
  "closeReview",
  "beginScoring",
  "askForTime",
  "extendScoring",
  "declareSealingKey",
  "makeSealingKey",
  "submitSheet",
  "releaseShare",
  "reportShareLost",
  "forgetShares",
  "rejectSealingKey",
  "resealSheet",
  "returnOwnSheet",
  "freezeSheets",
  "openSheets",
  "explainWarning",
  "correctMark",
  "issueReport",
  "signReport",
  "dissent",
  "closeSigning",
  "archive",
  "requestRollback",
  "approveRollback",
  "refuseRollback",
  "openReReview",
  "occupySeat",
  "loseSeat",
  "releaseSeat",
  "say",
  "reportConduct",
  "noteTrack",
  "noteMisuse",
  "openIncident",
  "closeIncident",
  "pause",
  "resume",
  "terminate",
  "note",
  "warn",
  "orderPause",
  "beginSpeakIn",
  "endSpeakIn",
  "settleAlarm",
  "askApproval",
  "answerApproval",
  "keepSegments",
  "noteGap",
  "noteRecording",
  "cosignHead",
  "renewKey",
  "reportFork",
] as const satisfies readonly CommandType[]);
