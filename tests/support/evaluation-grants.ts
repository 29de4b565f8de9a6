import { commandTypeSchema, type CommandType } from "@yuanping/shared/contracts/commands/index.ts";
import { roleSchema, type Role } from "@yuanping/shared/contracts/roles.ts";
import { stageSchema, type Stage } from "@yuanping/shared/contracts/stages.ts";

/**
 * Who may do what, and when, written down a second time from the rules of the field and not from the code. Columns:
 * before the tender is opened, then the stages in their order (`T` terminated); `p` after a mark: also while paused.
 */
const written = `
                          none draw check unseal elect review score recheck sign signed archived T
openTender     agency      x    .    .     .      .     .      .     .       .    .      .        .
declareKey     host        .    x    x     x      x     x      x     .       .    .      .        .
declareKey     supervisor  .    x    x     x      x     x      x     .       .    .      .        .
declareKey     witness     .    x    x     x      x     x      x     .       .    .      .        .
sealDraw       agency      .    x    x     x      x     x      x     .       .    .      .        .
commitDraw     host        .    x    x     x      x     x      x     .       .    .      .        .
commitDraw     supervisor  .    x    x     x      x     x      x     .       .    .      .        .
commitDraw     witness     .    x    x     x      x     x      x     .       .    .      .        .
cosignDraw     host        .    x    x     x      x     x      x     .       .    .      .        .
cosignDraw     supervisor  .    x    x     x      x     x      x     .       .    .      .        .
cosignDraw     witness     .    x    x     x      x     x      x     .       .    .      .        .
revealDraw     host        .    x    x     x      x     x      x     .       .    .      .        .
revealDraw     supervisor  .    x    x     x      x     x      x     .       .    .      .        .
revealDraw     witness     .    x    x     x      x     x      x     .       .    .      .        .
voidDraw       agency      .    x    x     x      x     x      x     .       .    .      .        .
voidDraw       host        .    x    x     x      x     x      x     .       .    .      .        .
voidDraw       supervisor  .    x    x     x      x     x      x     .       .    .      .        .
voidDraw       witness     .    x    x     x      x     x      x     .       .    .      .        .
replaceMember  host        .    x    x     x      x     x      x     .       .    .      .        .
acceptInvitation expert      .    xp   xp    xp     xp    xp     xp    .       .    .      .        .
declineInvitation expert      .    xp   xp    xp     xp    xp     xp    .       .    .      .        .
lapseInvitation system      .    xp   xp    xp     xp    xp     xp    .       .    .      .        .
recordCall     system      .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        xp
showNames      system      .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        xp
dissolvePanel  host        .    xp   xp    xp     xp    xp     xp    .       .    .      .        .
beginCheckIn   host        .    x    .     .      .     .      .     .       .    .      .        .
checkIn        expert      .    .    x     x      x     x      x     .       .    .      .        .
consentToRecording expert  .    .    x     x      x     x      x     x       x    .      .        .
keepPhoto      system      .    .    x     x      x     x      x     x       x    .      .        .
declareNoCamera expert     .    .    x     x      x     x      x     x       x    .      .        .
admitMember    host        .    .    x     x      x     x      x     x       x    .      .        .
returnMember   host        .    .    xp    xp     xp    xp     xp    .       .    .      .        .
showBidders    host        .    .    x     .      .     .      .     .       .    .      .        .
declareRecusal expert      .    .    .     x      x     x      x     .       .    .      .        .
recuseFromBid  expert      .    .    .     .      x     x      x     .       .    .      .        .
unsealBids     host        .    .    .     x      .     .      .     .       .    .      .        .
openDocument   agency      .    .    .     .      .     .      .     .       .    x      .        .
openDocument   host        .    .    .     .      x     x      x     x       x    x      .        .
openDocument   supervisor  .    .    .     .      x     x      x     x       x    x      .        .
openDocument   witness     .    .    .     .      x     x      x     x       x    x      .        .
openDocument   expert      .    .    .     .      x     x      x     x       x    x      .        .
readPages      agency      .    .    .     .      .     .      .     .       .    x      .        .
readPages      host        .    .    .     .      x     x      x     x       x    x      .        .
readPages      supervisor  .    .    .     .      x     x      x     x       x    x      .        .
readPages      witness     .    .    .     .      x     x      x     x       x    x      .        .
readPages      expert      .    .    .     .      x     x      x     x       x    x      .        .
castBallot     expert      .    .    .     .      x     x      x     .       .    .      .        .
beginReview    host        .    .    .     .      x     .      .     .       .    .      .        .
recordFinding  expert      .    .    .     .      .     x      .     .       .    .      .        .
closeReview    expert      .    .    .     .      .     x      .     .       .    .      .        .
beginScoring   host        .    .    .     .      .     x      .     .       .    .      .        .
askForTime     expert      .    .    .     .      .     .      x     .       .    .      .        .
extendScoring  host        .    .    .     .      .     .      x     .       .    .      .        .
declareSealingKey host       .    x    x     x      x     x      x     .       .    .      .        .
declareSealingKey supervisor .    x    x     x      x     x      x     .       .    .      .        .
declareSealingKey witness    .    x    x     x      x     x      x     .       .    .      .        .
makeSealingKey supervisor .    x    x     x      x     x      x     .       .    .      .        .
submitSheet    expert      .    .    .     .      .     .      x     .       .    .      .        .
releaseShare host       .    .    .     .      .     .      x     .       .    .      .        .
releaseShare supervisor .    .    .     .      .     .      x     .       .    .      .        .
releaseShare witness    .    .    .     .      .     .      x     .       .    .      .        .
reportShareLost host       .    .    .     .      .     .      x     .       .    .      .        .
reportShareLost supervisor .    .    .     .      .     .      x     .       .    .      .        .
reportShareLost witness    .    .    .     .      .     .      x     .       .    .      .        .
forgetShares   system      .    .    .     .      .     .      xp    .       .    .      .        .
rejectSealingKey system    .    .    .     .      .     .      x     .       .    .      .        .
resealSheet    expert      .    .    .     .      .     .      x     .       .    .      .        .
returnOwnSheet expert      .    .    .     .      .     .      x     .       .    .      .        .
freezeSheets   system      .    .    .     .      .     .      x     .       .    .      .        .
openSheets     system      .    .    .     .      .     .      x     .       .    .      .        .
explainWarning expert      .    .    .     .      .     .      .     x       .    .      .        .
correctMark    expert      .    .    .     .      .     .      .     x       .    .      .        .
issueReport    expert      .    .    .     .      .     .      .     x       .    .      .        .
signReport     expert      .    .    .     .      .     .      .     .       x    .      .        .
dissent        expert      .    .    .     .      .     .      .     .       x    .      .        .
closeSigning   host        .    .    .     .      .     .      .     .       x    .      .        .
archive        host        .    .    .     .      .     .      .     .       .    xp     .        xp
requestRollback host       .    .    .     .      .     xp     xp    xp      xp   .      .        .
approveRollback supervisor .    .    .     .      .     xp     xp    xp      xp   .      .        .
refuseRollback supervisor  .    .    .     .      .     xp     xp    xp      xp   .      .        .
openReReview   agency      .    .    .     .      .     .      .     .       .    x      .        .
openReReview   host        .    .    .     .      .     .      .     .       .    x      .        .
occupySeat     system      .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        xp
loseSeat       system      .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        xp
releaseSeat    system      .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        xp
say            host        .    .    xp    xp     xp    xp     xp    xp      xp   xp     .        .
say            supervisor  .    .    xp    xp     xp    xp     xp    xp      xp   xp     .        .
say            witness     .    .    xp    xp     xp    xp     xp    xp      xp   xp     .        .
say            expert      .    .    xp    xp     xp    xp     xp    xp      xp   xp     .        .
pause          host        .    .    x     x      x     x      x     x       x    .      .        .
resume         host        .    .    xp    xp     xp    xp     xp    xp      xp   .      .        .
terminate      host        .    xp   xp    xp     xp    xp     xp    xp      xp   .      .        .
note           supervisor  .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
warn           supervisor  .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
orderPause     supervisor  .    .    x     x      x     x      x     x       x    .      .        .
cosignHead     host       .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
cosignHead     supervisor .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
cosignHead     witness    .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
renewKey       host       .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
renewKey       supervisor .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
renewKey       witness    .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
reportFork     supervisor .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
reportFork     witness    .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
reportFork     system     .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        .
reportConduct  host        .    .    xp    xp     xp    xp     xp    xp      xp   .      .        .
reportConduct  expert      .    .    xp    xp     xp    xp     xp    xp      xp   .      .        .
openIncident   host        .    .    xp    xp     xp    xp     xp    xp      xp   .      .        .
closeIncident  host        .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        xp
noteMisuse     system      .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        xp
noteTrack      system      .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        xp
beginSpeakIn   supervisor  .    .    xp    xp     xp    xp     xp    xp      xp   .      .        .
endSpeakIn     supervisor  .    xp   xp    xp     xp    xp     xp    xp      xp   xp     .        xp
settleAlarm    supervisor  .    .    xp    xp     xp    xp     xp    xp      xp   .      .        .
askApproval    host        .    .    xp    xp     xp    xp     xp    xp      xp   .      .        .
answerApproval supervisor  .    .    xp    xp     xp    xp     xp    xp      xp   .      .        .
keepSegments   system      .    .    xp   xp     xp    xp     xp    xp      xp   xp     .        xp
noteGap        system      .    .    xp   xp     xp    xp     xp    xp      xp   xp     .        xp
noteRecording  system      .    .    xp   xp     xp    xp     xp    xp      xp   xp     .        xp
`;

export type Place = Stage | "none";
export const places: readonly Place[] = ["none", ...stageSchema.options];

export type Grant = "never" | "not-now" | "running" | "always";

const rows = written
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.trim().split(/\s+/u))
  .map(([command, role, ...marks]) => ({
    command: commandTypeSchema.parse(command),
    role: roleSchema.parse(role),
    marks,
  }));

/** What the table says: never for this role, not at this place, only while running, or also while paused. */
export function grant(role: Role, place: Place, command: CommandType): Grant {
  const row = rows.find((candidate) => candidate.command === command && candidate.role === role);
  if (row === undefined) return "never";
  const mark = row.marks[places.indexOf(place)];
  if (mark === ".") return "not-now";
  if (mark === "xp") return "always";
  if (mark === "x") return "running";
  throw new Error(`the table has no mark for ${command}, ${role}, ${place}`);
}
