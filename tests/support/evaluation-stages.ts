import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import type { CommandOf } from "@yuanping/shared/contracts/commands/index.ts";
import type { Actor } from "@yuanping/shared/contracts/record.ts";
import type { OpenedSheet, SealedSheet } from "@yuanping/shared/contracts/sheet.ts";
import { stageOrder, type Stage } from "@yuanping/shared/contracts/stages.ts";
import type { Tender } from "@yuanping/shared/contracts/tender.ts";
import { sitting } from "@yuanping/shared/evaluation/panel/state.ts";
import { reviewItemsOf } from "@yuanping/shared/evaluation/review/items.ts";
import { nextRound } from "@yuanping/shared/evaluation/scoring/decide.ts";
import { markedItems, scoredBids } from "@yuanping/shared/evaluation/scoring/sheet-check.ts";
import { openWarnings, warningKey } from "@yuanping/shared/evaluation/scoring/warnings.ts";
import { commitTo } from "@yuanping/shared/seal/commitment.ts";
import { actorOf, chanceOf } from "./evaluation-room.ts";
import { drawThrough, passGates, revealAll, unsignedHead } from "./draw-parties.ts";
import { bidCommitments, offices, scriptedTender, sealedBids } from "./evaluation-tender.ts";
import { Trial } from "./evaluation-trial.ts";

export const agency = actorOf(offices.agency, "agency");
export const host = actorOf(offices.host, "host");
export const supervisor = actorOf(offices.supervisor, "supervisor");
export const witness = actorOf(offices.witness, "witness");
export const expert = (person: string): Actor => actorOf(person, "expert");
/** An expert who has just entered the password again. */
export const proven = (person: string): Actor => actorOf(person, "expert", true);

export const noConflict = { conflict: false } as const;
export const conflict = { conflict: true, ground: "与投标人有利害关系", bids: [] };

const publicKey = `${"A".repeat(43)}=`;
/** A ciphertext nobody opens: in these trials the sheets are handed over in the clear when they are due. */
export const sealed: SealedSheet = {
  ephemeral: publicKey,
  iv: "B".repeat(16),
  ciphertext: "Q0lQSEVS",
};

export type Changes = Partial<Tender>;

/** The scripted tender with some of it changed. */
export function tenderWith(changes: Changes = {}): Tender {
  return { ...scriptedTender({ level: "L1", publicKey }), ...changes };
}

/** The command that opens `tender`, with commitments to the scripted bids of its bidders. */
export function opening(tender: Tender): CommandOf<"openTender"> {
  const bids = tender.bidders.map(
    ({ id }) => bidCommitments.find(({ bid }) => bid === id) ?? { bid: id, commitment: publicHash },
  );
  return { type: "openTender", evaluation: "trial", tender, bids };
}
const publicHash = chanceOf("a bid that was never made");

/** The persons who sit, in the order of their codes. */
export function members(trial: Trial): readonly string[] {
  return sitting(trial.state.panel).map(({ person }) => person);
}

/** The person of the `n`-th member who sits. */
export function member(trial: Trial, n: number): string {
  const person = members(trial)[n];
  if (person === undefined) throw new Error(`no member ${n} sits`);
  return person;
}

/** A member arrives, is admitted and, where the bidders are known, declares. */
export function seat(trial: Trial, person: string): void {
  trial.do(proven(person), { type: "checkIn", undertaking: true, recusal: noConflict });
  trial.do(expert(person), { type: "consentToRecording", text: consentVersion });
  trial.do(host, { type: "admitMember", member: person });
  if (trial.state.biddersShown) {
    trial.do(expert(person), { type: "declareRecusal", recusal: noConflict });
  }
}

/** Everybody who has not voted votes for `candidate`. */
export function elect(trial: Trial, candidate: string): void {
  for (const person of members(trial)) {
    if (trial.state.election.ballots[person] !== undefined) continue;
    trial.do(expert(person), { type: "castBallot", candidate });
  }
}

/** A member passes every bid on every item. */
export function passAll(trial: Trial, person: string): void {
  for (const { id: bid } of trial.state.tender.bidders) {
    for (const { id: item } of reviewItemsOf(trial.state)) {
      trial.do(expert(person), { type: "recordFinding", bid, item, verdict: "pass" });
    }
  }
}

/** A sheet with the same mark on every item, and the nonce that opens its commitment. */
export function sheetOf(trial: Trial, person: string, mark = "8"): OpenedSheet {
  const row = Object.fromEntries(markedItems(trial.state).map(({ id }) => [id, mark]));
  const sheet = {
    evaluation: trial.state.id,
    member: person,
    round: nextRound(trial.state, person),
    marks: Object.fromEntries(scoredBids(trial.state).map((bid) => [bid, row])),
    comments: {},
  };
  return { sheet, nonce: chanceOf(`nonce/${person}/${sheet.round}`) };
}

/** The command that submits a sheet. */
export function submission({ sheet, nonce }: OpenedSheet): CommandOf<"submitSheet"> {
  const commitment = commitTo("sheet", sheet, nonce);
  return { type: "submitSheet", round: sheet.round, commitment, sealed };
}

/** Everybody's sheets are submitted; answers them. */
export function submitAll(trial: Trial): OpenedSheet[] {
  return members(trial).map((person) => {
    const opened = sheetOf(trial, person);
    trial.do(proven(person), submission(opened));
    return opened;
  });
}

/** Every warning is answered by whom it concerns. */
export function explainAll(trial: Trial): void {
  for (const warning of openWarnings(trial.state)) {
    const own = sitting(trial.state.panel).find(({ code }) => code === warning.member);
    const person = own?.person ?? member(trial, 0);
    const key = warningKey(warning);
    trial.do(expert(person), { type: "explainWarning", warning: key, text: "评分有据" });
  }
}

/** Supervisor and witness cosign at whatever gate waits; nothing where the tender asks for no witnesses. */
export function cosignAll(trial: Trial): void {
  passGates(trial, unsignedHead(trial.state));
}

/** How each stage is left for the next, in the order of `stageOrder`. */
const onwards: Readonly<Record<Exclude<Stage, "archived" | "terminated">, (t: Trial) => void>> = {
  draw: (trial) => {
    drawThrough(trial);
    cosignAll(trial);
    trial.do(host, { type: "beginCheckIn" });
  },
  "check-in": (trial) => {
    for (const { person, status } of sitting(trial.state.panel)) {
      if (status === "drawn") seat(trial, person);
    }
    trial.do(host, { type: "showBidders" });
  },
  unsealing: (trial) => {
    for (const person of members(trial)) {
      trial.do(expert(person), { type: "declareRecusal", recusal: noConflict });
    }
    trial.do(host, { type: "unsealBids", bids: sealedBids });
  },
  "lead-election": (trial) => {
    cosignAll(trial);
    revealAll(trial);
    elect(trial, member(trial, 0));
    trial.do(host, { type: "beginReview" });
  },
  "preliminary-review": (trial) => {
    for (const person of members(trial)) passAll(trial, person);
    trial.do(expert(trial.state.election.lead ?? ""), { type: "closeReview" });
    trial.do(host, { type: "beginScoring" });
  },
  scoring: (trial) => {
    const sheets = submitAll(trial);
    trial.system({ type: "freezeSheets" });
    cosignAll(trial);
    trial.system({ type: "openSheets", sheets });
  },
  "re-check": (trial) => {
    cosignAll(trial);
    explainAll(trial);
    trial.do(expert(trial.state.election.lead ?? ""), { type: "issueReport" });
  },
  signing: (trial) => {
    const report = trial.state.report.issued?.json ?? "";
    for (const person of members(trial)) trial.do(proven(person), { type: "signReport", report });
  },
  signed: (trial) => {
    cosignAll(trial);
    trial.do(host, { type: "archive" });
  },
};

/** Moves a trial on, with nothing out of the ordinary, until it stands at `stage`. */
export function advance(trial: Trial, stage: Stage): Trial {
  for (const passed of stageOrder) {
    if (trial.state.stage === stage) return trial;
    if (trial.state.stage !== passed || passed === "archived") continue;
    onwards[passed](trial);
  }
  if (trial.state.stage !== stage) throw new Error(`no way leads to ${stage}`);
  return trial;
}

const known = new Map<string, Trial>();

/** A trial of the scripted tender, changed or not, that has just come to `stage`. */
export function trialAt(stage: Stage, changes: Changes = {}): Trial {
  const key = JSON.stringify([stage, changes]);
  const found = known.get(key) ?? begin(stage, changes);
  known.set(key, found);
  return found.fork();
}

function begin(stage: Stage, changes: Changes): Trial {
  if (stage === "terminated") {
    const trial = trialAt("scoring", changes);
    trial.do(host, { type: "terminate", code: "204", reason: "采购任务取消" });
    return trial;
  }
  const before = stageOrder[stageOrder.indexOf(stage) - 1];
  if (before !== undefined) return advance(trialAt(before, changes), stage);
  const trial = new Trial();
  trial.do(agency, opening(tenderWith(changes)));
  return trial;
}
