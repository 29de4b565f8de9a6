import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import type { OpenedSheet } from "@yuanping/shared/contracts/sheet.ts";
import type { Stage } from "@yuanping/shared/contracts/stages.ts";
import type { Directory, Evaluation, Viewer } from "@yuanping/shared/evaluation/index.ts";
import { drawThrough, revealAll } from "./draw-parties.ts";
import { chanceOf } from "./evaluation-room.ts";
import {
  advance,
  agency,
  conflict,
  expert,
  explainAll,
  host,
  member,
  members,
  noConflict,
  passAll,
  proven,
  sealed,
  seat,
  sheetOf,
  submission,
  supervisor,
  trialAt,
  witness,
} from "./evaluation-stages.ts";
import { bidCommitments, pool, sealedBids } from "./evaluation-tender.ts";
import type { Trial } from "./evaluation-trial.ts";

/** A state on the way of an evaluation in which every secret can be told by its text. */
export type Moment = Readonly<{ name: string; state: Evaluation }>;

const later = (stages: readonly Stage[]) => new Set<Stage>(stages);
const over = later(["signed", "archived"]);

/** Everybody's name, told apart from all other text. */
export const names: Directory = new Map([
  ...pool.map(({ ref }) => [ref, nameOf(ref)] as const),
  ...[agency, host, supervisor, witness].map((actor) => [actor.person, actor.role] as const),
]);
export function nameOf(ref: string): string {
  return `姓名-${ref.slice(0, 6)}`;
}

const markOf = (person: string): string => `13.37${Number.parseInt(person.slice(0, 2), 16)}`;
const commentOf = (person: string): string => `评语-${person.slice(0, 6)}`;
const cipherOf = (person: string): string => `CIPHER${person.slice(0, 6)}`;
const findingOf = (person: string): string => `少数理由-${person.slice(0, 6)}`;

const reviewed = {
  type: "correctMark",
  bid: "B2",
  item: "schedule",
  value: "7",
  reason: "加总时漏计",
} as const;

/** The sheet of a member with marks and comments that nobody else gives. */
export function secretSheet(trial: Trial, person: string): OpenedSheet {
  const { sheet } = sheetOf(trial, person);
  const marks = Object.fromEntries(
    Object.entries(sheet.marks).map(([bid, row]) => [bid, { ...row, plan: markOf(person) }]),
  );
  const comments = { B1: { plan: commentOf(person) } };
  return { sheet: { ...sheet, marks, comments }, nonce: chanceOf(`secret/${person}`) };
}

export function submitSecret(trial: Trial, person: string): OpenedSheet {
  const opened = secretSheet(trial, person);
  const ciphertext = cipherOf(person);
  trial.do(proven(person), { ...submission(opened), sealed: { ...sealed, ciphertext } });
  return opened;
}

/**
 * An evaluation with a recusal, an absence, a substitute in mid-election, a returned sheet, a vote on time, a rollback and a
 * re-review, moment by moment.
 */
export function moments(): readonly Moment[] {
  const seen: Moment[] = [];
  const trial = trialAt("draw");
  const look = (name: string) =>
    seen.push({ name: `${trial.state.stage}: ${name}`, state: trial.state });
  look("tender opened");
  drawThrough(trial);
  look("panel drawn");
  trial.do(host, { type: "beginCheckIn" });
  const replacement = { type: "replaceMember", explanation: "未到场" } as const;
  trial.do(host, { ...replacement, member: member(trial, 0), reason: "absence" });
  look("an absent member put out");
  revealAll(trial);
  look("an absent member replaced");
  trial.do(proven(member(trial, 0)), { type: "checkIn", undertaking: true, recusal: conflict });
  revealAll(trial);
  look("a member recused");
  seat(trial, member(trial, 0));
  look("one member seated");
  advance(trial, "unsealing");
  look("bidders shown");
  trial.do(expert(member(trial, 0)), { type: "declareRecusal", recusal: noConflict });
  look("one declared");
  for (const person of members(trial).slice(1)) {
    trial.do(expert(person), { type: "declareRecusal", recusal: noConflict });
  }
  trial.do(host, { type: "unsealBids", bids: sealedBids });
  look("bids unsealed");
  trial.do(expert(member(trial, 0)), { type: "castBallot", candidate: member(trial, 1) });
  trial.do(host, { ...replacement, member: member(trial, 4), reason: "health" });
  revealAll(trial);
  look("a substitute has not arrived");
  const substitute = member(trial, 4);
  trial.do(proven(substitute), { type: "checkIn", undertaking: true, recusal: noConflict });
  trial.do(expert(substitute), { type: "consentToRecording", text: consentVersion });
  trial.do(host, { type: "admitMember", member: substitute });
  look("a substitute has not declared");
  trial.do(expert(substitute), { type: "declareRecusal", recusal: noConflict });
  advance(trial, "preliminary-review");
  review(trial, look);
  reveal(trial, look);
  explainAll(trial);
  advance(trial, "signing");
  look("report issued");
  advance(trial, "signed");
  look("all signed");
  trial.do(agency, { type: "openReReview", code: "result-03", reason: "加总有误" });
  look("a re-review opened");
  trial.do(expert(member(trial, 0)), { ...reviewed, code: "03" });
  look("a mark corrected in the re-review");
  explainAll(trial);
  advance(trial, "signed");
  look("all signed again");
  advance(trial, "archived");
  look("archived");
  return seen;
}

function review(trial: Trial, look: (name: string) => void): void {
  trial.do(host, { type: "say", text: "密谈-甲" });
  for (const person of members(trial)) {
    passAll(trial, person);
    const finding = { type: "recordFinding", bid: "B3", item: "formal", verdict: "fail" } as const;
    trial.do(expert(person), { ...finding, reason: findingOf(person) });
  }
  // All but the first find otherwise in the end, so that the bid stays.
  for (const person of members(trial).slice(1)) passAll(trial, person);
  look("findings in");
  trial.do(expert(trial.state.election.lead ?? ""), { type: "closeReview" });
  look("review closed");
}

function reveal(trial: Trial, look: (name: string) => void): void {
  trial.do(host, { type: "beginScoring", deadline: trial.at + 3_600_000 });
  look("nobody submitted");
  trial.do(expert(member(trial, 3)), { type: "askForTime" });
  look("one asked for time");
  const sheets = members(trial).map((person, n) => {
    const opened = submitSecret(trial, person);
    if (n === 1 || n === 4) look(`${n + 1} submitted`);
    return opened;
  });
  trial.system({ type: "openSheets", sheets: sheets.slice(0, 4) });
  look("one returned");
  const again = submitSecret(trial, member(trial, 4));
  look("all submitted again");
  trial.system({ type: "openSheets", sheets: [...sheets.slice(0, 4), again] });
  look("revealed");
  rollBack(trial, look);
}

function rollBack(trial: Trial, look: (name: string) => void): void {
  trial.do(host, { type: "requestRollback", to: "scoring", reason: "评分依据有误" });
  look("a rollback requested");
  trial.do(supervisor, { type: "approveRollback", request: 1 });
  look("rolled back");
  const sheets = members(trial).map((person, n) => {
    const opened = submitSecret(trial, person);
    if (n === 1) look("2 submitted anew");
    return opened;
  });
  trial.system({ type: "openSheets", sheets });
  look("revealed anew");
}

/** Everybody who could look at a state: the officers, and whoever was ever drawn. */
export function viewersOf(state: Evaluation): readonly Viewer[] {
  const officers = [agency, host, supervisor, witness];
  return [
    ...officers.map(({ person, role }) => ({ person, role })),
    ...state.panel.members.map(({ person }) => ({ person, role: "expert" as const })),
  ];
}

/** A secret's text, and whether a viewer may read it in a state. */
export type Secret = Readonly<{
  name: string;
  text: string;
  open: (state: Evaluation, viewer: Viewer) => boolean;
}>;

const sits = (state: Evaluation, { person }: Viewer) =>
  state.panel.members.find((one) => one.person === person && one.status !== "out");
const declared = (state: Evaluation, viewer: Viewer): boolean =>
  viewer.role !== "expert" || sits(state, viewer)?.recusals.bidders?.conflict === false;
const watches = ({ role }: Viewer): boolean => ["host", "supervisor", "witness"].includes(role);

/** Every secret of a state, with the rules of the field on who may know it, written apart from the code's own. */
export function secretsOf(state: Evaluation): readonly Secret[] {
  const unsealed = state.bids.length > 0;
  const ofTender = state.tender.bidders.map(({ name }): Secret => ({
    name: "bidder",
    text: name,
    open: (_, viewer) =>
      ["agency", "host", "supervisor"].includes(viewer.role) ||
      (state.biddersShown &&
        (viewer.role === "witness" || sits(state, viewer)?.status === "admitted")),
  }));
  const bidTexts = sealedBids.flatMap(({ content, nonce }) => [
    content.price ?? "",
    content.documents?.[0]?.name ?? "",
    content.documents?.[0]?.sha256 ?? "",
    nonce,
  ]);
  const ofBids = bidTexts.map((text): Secret => ({
    name: "bid",
    text,
    open: (_, viewer) =>
      text.length !== 64 || !sealedBids.some(({ nonce }) => nonce === text)
        ? unsealed && declared(state, viewer) && (viewer.role !== "agency" || over.has(state.stage))
        : false,
  }));
  const ofIntake = bidCommitments.map(({ commitment }): Secret => ({
    name: "commitment to a bid",
    text: commitment,
    open: () => false,
  }));
  return [...ofTender, ...ofBids, ...ofIntake, ...state.panel.members.flatMap(secretsOfMember)];
}

function secretsOfMember({ person }: Evaluation["panel"]["members"][number]): readonly Secret[] {
  const own = (viewer: Viewer) => viewer.person === person;
  const result = (state: Evaluation, viewer: Viewer) =>
    Object.keys(state.scoring.opened).length > 0 &&
    declared(state, viewer) &&
    (viewer.role !== "agency" || over.has(state.stage));
  const arrived = (state: Evaluation) =>
    state.panel.members.some((one) => one.person === person && one.recusals["check-in"]);
  return [
    {
      name: "name",
      text: nameOf(person),
      open: (state, viewer) => own(viewer) || (watches(viewer) && arrived(state)),
    },
    { name: "ref", text: person, open: (_, viewer) => viewer.role !== "agency" },
    { name: "mark", text: markOf(person), open: result },
    { name: "comment", text: commentOf(person), open: result },
    { name: "sealed sheet", text: cipherOf(person), open: () => false },
    { name: "finding", text: findingOf(person), open: (_, viewer) => own(viewer) },
    {
      name: "receipt",
      text: `"commitment":"`,
      // What a rollback kept is listed once there is a result again.
      open: (state, viewer) =>
        state.scoring.submitted[viewer.person] !== undefined ||
        (state.reopening.kept.length > 0 && result(state, viewer)),
    },
    {
      name: "talk",
      text: "密谈-甲",
      open: (state, viewer) => watches(viewer) || sits(state, viewer) !== undefined,
    },
  ];
}
