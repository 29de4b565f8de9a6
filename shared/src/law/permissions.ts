import type { CommandType } from "../contracts/commands/index.ts";
import type { Role } from "../contracts/roles.ts";
import type { Stage } from "../contracts/stages.ts";

/** `none`: there is no evaluation yet. */
export type Place = Stage | "none";

type Grants = Readonly<Partial<Record<Role, readonly Place[]>>>;

const work = ["lead-election", "preliminary-review", "scoring"] as const;
/** Where the panel, or a substitute, may be drawn, and a common key be made. */
const drawing = ["draw", "check-in", "unsealing", ...work] as const;
const session = ["check-in", "unsealing", ...work, "re-check", "signing"] as const;
/** Where bids are open. */
const judging = [...work, "re-check", "signing", "signed"] as const;
/** From where a stage may be rolled back, with the supervisor's leave. */
const rollable = ["preliminary-review", "scoring", "re-check", "signing"] as const;
const alive = ["draw", ...session, "signed"] as const;
/** Media ends with the signing, and the last of it is put on record before the archive. */
const recorded = [...session, "signed", "terminated"] as const;
const open = [...alive, "terminated"] as const;

/**
 * Who may do what, and when: role × stage × command. Whatever is not written here is refused. Positions within a role
 * (being this evaluation's host, being admitted, being the lead) are checked by the slice that knows them.
 */
export const permissions: Readonly<Record<CommandType, Grants>> = {
  openTender: { agency: ["none"] },
  declareKey: { host: drawing, supervisor: drawing, witness: drawing },
  sealDraw: { agency: drawing },
  commitDraw: { host: drawing, supervisor: drawing, witness: drawing },
  cosignDraw: { host: drawing, supervisor: drawing, witness: drawing },
  revealDraw: { host: drawing, supervisor: drawing, witness: drawing },
  voidDraw: { agency: drawing, host: drawing, supervisor: drawing, witness: drawing },
  replaceMember: { host: ["draw", "check-in", "unsealing", ...work] },
  acceptInvitation: { expert: drawing },
  declineInvitation: { expert: drawing },
  lapseInvitation: { system: drawing },
  recordCall: { system: open },
  showNames: { system: open },
  dissolvePanel: { host: drawing },
  beginCheckIn: { host: ["draw"] },
  checkIn: { expert: ["check-in", "unsealing", ...work] },
  consentToRecording: { expert: session },
  keepPhoto: { system: session },
  declareNoCamera: { expert: session },
  admitMember: { host: session },
  returnMember: { host: ["check-in", "unsealing", ...work] },
  showBidders: { host: ["check-in"] },
  declareRecusal: { expert: ["unsealing", ...work] },
  recuseFromBid: { expert: work },
  unsealBids: { host: ["unsealing"] },
  openDocument: {
    agency: ["signed"],
    host: judging,
    supervisor: judging,
    witness: judging,
    expert: judging,
  },
  readPages: {
    agency: ["signed"],
    host: judging,
    supervisor: judging,
    witness: judging,
    expert: judging,
  },
  castBallot: { expert: work },
  beginReview: { host: ["lead-election"] },
  recordFinding: { expert: ["preliminary-review"] },
  closeReview: { expert: ["preliminary-review"] },
  beginScoring: { host: ["preliminary-review"] },
  askForTime: { expert: ["scoring"] },
  extendScoring: { host: ["scoring"] },
  declareSealingKey: { host: drawing, supervisor: drawing, witness: drawing },
  makeSealingKey: { supervisor: drawing },
  submitSheet: { expert: ["scoring"] },
  releaseShare: { host: ["scoring"], supervisor: ["scoring"], witness: ["scoring"] },
  reportShareLost: { host: ["scoring"], supervisor: ["scoring"], witness: ["scoring"] },
  forgetShares: { system: ["scoring"] },
  rejectSealingKey: { system: ["scoring"] },
  resealSheet: { expert: ["scoring"] },
  returnOwnSheet: { expert: ["scoring"] },
  freezeSheets: { system: ["scoring"] },
  openSheets: { system: ["scoring"] },
  explainWarning: { expert: ["re-check"] },
  correctMark: { expert: ["re-check"] },
  issueReport: { expert: ["re-check"] },
  signReport: { expert: ["signing"] },
  dissent: { expert: ["signing"] },
  closeSigning: { host: ["signing"] },
  archive: { host: ["signed", "terminated"] },
  requestRollback: { host: rollable },
  approveRollback: { supervisor: rollable },
  refuseRollback: { supervisor: rollable },
  openReReview: { agency: ["signed"], host: ["signed"] },
  occupySeat: { system: open },
  loseSeat: { system: open },
  releaseSeat: { system: open },
  say: {
    host: [...session, "signed"],
    supervisor: [...session, "signed"],
    witness: [...session, "signed"],
    expert: [...session, "signed"],
  },
  reportConduct: { host: session, expert: session },
  noteTrack: { system: open },
  noteMisuse: { system: open },
  openIncident: { host: session },
  closeIncident: { host: open },
  pause: { host: session },
  resume: { host: session },
  terminate: { host: ["draw", ...session] },
  note: { supervisor: alive },
  warn: { supervisor: alive },
  orderPause: { supervisor: session },
  beginSpeakIn: { supervisor: session },
  endSpeakIn: { supervisor: open },
  settleAlarm: { supervisor: session },
  askApproval: { host: session },
  answerApproval: { supervisor: session },
  keepSegments: { system: recorded },
  noteGap: { system: recorded },
  noteRecording: { system: recorded },
  // The host cosigns only where the tender names the host as a substitute.
  cosignHead: { host: alive, supervisor: alive, witness: alive },
  renewKey: { host: alive, supervisor: alive, witness: alive },
  // The server reports for an outside body that the tender names.
  reportFork: { supervisor: alive, witness: alive, system: alive },
};

/**
 * What still happens while an evaluation is paused: talk, supervision, presence, conduct, what a restart lost, and the
 * ways out and back.
 */
const whilePaused: ReadonlySet<CommandType> = new Set<CommandType>([
  "say",
  "note",
  "warn",
  "resume",
  "terminate",
  "dissolvePanel",
  "requestRollback",
  "approveRollback",
  "refuseRollback",
  "archive",
  "acceptInvitation",
  "declineInvitation",
  "lapseInvitation",
  "recordCall",
  "showNames",
  "occupySeat",
  "loseSeat",
  "releaseSeat",
  "reportConduct",
  "noteTrack",
  "noteMisuse",
  "returnMember",
  "openIncident",
  "closeIncident",
  "beginSpeakIn",
  "endSpeakIn",
  "settleAlarm",
  "askApproval",
  "answerApproval",
  "keepSegments",
  "noteGap",
  "noteRecording",
  "forgetShares",
  "cosignHead",
  "renewKey",
  "reportFork",
]);

/** What the panel decides as a whole, or is shown as a whole: it waits while a seat is vacant. */
const wholePanel: ReadonlySet<CommandType> = new Set<CommandType>([
  "beginCheckIn",
  "showBidders",
  "unsealBids",
  "castBallot",
  "beginReview",
  "closeReview",
  "beginScoring",
  "freezeSheets",
  "openSheets",
]);

/**
 * The steps that take an evaluation on: none of them is allowed while a gate waits for its witnesses. What each person
 * does alone (arriving, finding, marking, signing), the draw's own rounds, and supervision go on.
 */
const pastGates: ReadonlySet<CommandType> = new Set<CommandType>([
  ...wholePanel,
  "explainWarning",
  "correctMark",
  "issueReport",
  "openReReview",
  "archive",
]);

/** Whether the table grants `command` to `role` at `place`. Default deny. */
export function mayDo(role: Role, place: Place, command: CommandType): boolean {
  return permissions[command][role]?.includes(place) ?? false;
}

export function mayDoWhilePaused(command: CommandType): boolean {
  return whilePaused.has(command);
}

export function needsWholePanel(command: CommandType): boolean {
  return wholePanel.has(command);
}

export function waitsForGates(command: CommandType): boolean {
  return pastGates.has(command);
}
