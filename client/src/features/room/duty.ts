import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { dutyOf as drawDutyOf } from "../../connection/draw-party.ts";
import { holderDutyOf } from "../../connection/sealing-party.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";

/** What is asked of this viewer now, in one sentence. */
export function dutyOf(view: EvaluationView, words: RoomWords): string {
  if (view.paused !== undefined) return words.dutyNow.paused;
  const { role } = view.me;
  if (role === "system") return "";
  const drawing = drawDutyOf(view);
  if (view.stage === "draw" && drawing === undefined) {
    const waiting = waitingForTheDraw(view);
    if (waiting !== undefined) return words.dutyNow[waiting];
  }
  if (drawing === "commitDraw") return words.dutyNow.commitDraw;
  if (drawing === "revealDraw" && view.ceremony?.due === "panel") return words.dutyNow.revealPanel;
  if (drawing === "revealDraw" && view.ceremony?.due === "numbers") {
    return words.dutyNow.revealNumbers;
  }
  const held = holderDutyOf(view);
  if (held !== undefined && held !== "declareSealingKey") return words.dutyNow[held];
  if (role === "supervisor" && view.reopening?.pending !== undefined) {
    return words.dutyNow.answerRollback;
  }
  if (role === "expert") {
    const owed = arrears(view);
    if (owed !== undefined) return words.duty.expert[owed];
  }
  const particular = role === "expert" ? expertState(view) : undefined;
  return particular === undefined ? words.duty[role][view.stage] : words.dutyNow[particular];
}

/** What comes of a draw in which nothing is asked of this viewer; nothing before the pool is sealed. */
function waitingForTheDraw({
  me,
  ceremony,
}: EvaluationView): "drawn" | "drawnHost" | "drawnParty" | "sealed" | undefined {
  const { role } = me;
  if (role === "expert" || ceremony === undefined) return undefined;
  if (ceremony.phase === "keys" || ceremony.phase === "sealing") return undefined;
  if (ceremony.phase !== "rest") return "sealed";
  if (role === "agency") return "drawn";
  return role === "host" ? "drawnHost" : "drawnParty";
}

/** An earlier stage's duty that a substitute still has to do before the others' work. */
function arrears(view: EvaluationView): "check-in" | "unsealing" | undefined {
  const working = [
    "unsealing",
    "lead-election",
    "preliminary-review",
    "scoring",
    "re-check",
    "signing",
  ].includes(view.stage);
  if (!working) return undefined;
  if (view.me.status === "drawn") return "check-in";
  return view.me.status === "admitted" && mine(view)?.declared === false ? "unsealing" : undefined;
}

/** Where this expert stands within the stage, when the stage's own sentence does not say it. */
function expertState(view: EvaluationView): keyof RoomWords["dutyNow"] | undefined {
  const { me, stage } = view;
  const over = stage === "signed" || stage === "archived" || stage === "terminated";
  if (over || stage === "draw") return undefined;
  if (me.status === "out") return "out";
  if (me.status === "checked-in") return lobbyState(me);
  if (me.status === "drawn") return undefined;
  switch (stage) {
    case "check-in":
      return "declared";
    case "unsealing":
      return mine(view)?.declared === true ? "declared" : undefined;
    case "lead-election":
      if (view.election.lead !== undefined) return "leadElected";
      return view.election.voted ? "voted" : undefined;
    case "preliminary-review":
      return reviewState(view);
    case "scoring":
      if (view.scoring.receipt !== undefined) return "locked";
      return view.scoring.returned === undefined ? undefined : "returned";
    case "re-check":
      return recheckState(view);
    case "signing":
      return standingOf(view) === "open" ? undefined : "stood";
    default:
      return undefined;
  }
}

function lobbyState({
  consentMissing,
  photo,
}: EvaluationView["me"]): "consent" | "photo" | "lobby" {
  if (consentMissing === true) return "consent";
  return photo?.kind === "none" && photo.required ? "photo" : "lobby";
}

function reviewState(view: EvaluationView): "reviewClosed" | "closeReview" | "found" | undefined {
  if (view.review.closed !== undefined) return "reviewClosed";
  if (stepReady(view, "closeReview")) return "closeReview";
  const bids = view.bids ?? [];
  const done = bids.every(({ id }) =>
    view.review.items.every((item) => view.review.mine[id]?.[item.id] !== undefined),
  );
  return done && bids.length > 0 ? "found" : undefined;
}

function recheckState(view: EvaluationView): "explain" | "issueReport" | "rechecked" {
  const open = view.result?.warnings.filter(({ answer }) => answer === undefined) ?? [];
  const mineToo = open.some(({ member }) => member === undefined || member === view.me.code);
  if (mineToo) return "explain";
  return stepReady(view, "issueReport") ? "issueReport" : "rechecked";
}

function mine(view: EvaluationView): EvaluationView["members"][number] | undefined {
  return view.members.find(({ person }) => person === view.me.person);
}

/** How the viewer stands to the report. */
export function standingOf(view: EvaluationView): "open" | "signed" | "dissent" | "deemed" {
  return view.report?.standings.find(({ code }) => code === view.me.code)?.kind ?? "open";
}

function stepReady(view: EvaluationView, command: string): boolean {
  return view.steps.some((step) => step.command === command && step.ready);
}
