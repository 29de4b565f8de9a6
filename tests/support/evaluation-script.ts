import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import { systemActor, type EventRecord } from "@yuanping/shared/contracts/record.ts";
import type { MarkTable, OpenedSheet } from "@yuanping/shared/contracts/sheet.ts";
import type { Tender } from "@yuanping/shared/contracts/tender.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { sitting } from "@yuanping/shared/evaluation/panel/state.ts";
import { reviewItemsOf } from "@yuanping/shared/evaluation/review/items.ts";
import { scoredBids } from "@yuanping/shared/evaluation/scoring/sheet-check.ts";
import { openWarnings, warningKey } from "@yuanping/shared/evaluation/scoring/warnings.ts";
import { commitTo } from "@yuanping/shared/seal/commitment.ts";
import { generateSealingKeys, sealSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import { KeyHolders } from "./key-holders.ts";
import { freezeAll, passGates, renewedKey, revealAll, sealAndCommit } from "./draw-parties.ts";
import { logKey } from "./log-key.ts";
import { actorOf, chanceOf, ScriptedRoom } from "./evaluation-room.ts";
import { bidCommitments, offices, pool, scriptedTender, sealedBids } from "./evaluation-tender.ts";

/** A whole evaluation as its stream has it, with what no stream holds: the sealing keys and the sheets as written. */
export type ScriptedEvaluation = Readonly<{
  evaluation: string;
  stream: string;
  records: readonly EventRecord[];
  /** The canonical text of each record. */
  lines: readonly string[];
  state: Evaluation;
  sealingKeys: Readonly<{ publicKey: string; privateKey: string }>;
  sheets: readonly OpenedSheet[];
}>;

const agency = actorOf(offices.agency, "agency");
const host = actorOf(offices.host, "host");
const supervisor = actorOf(offices.supervisor, "supervisor");
const witness = actorOf(offices.witness, "witness");
const expert = (person: string) => actorOf(person, "expert");
const proven = (person: string) => actorOf(person, "expert", true);
const noConflict = { conflict: false } as const;

/**
 * Plays one evaluation from intake to archive: a recusal with its substitute, a rejected bid, an invalid sheet that comes
 * back, a recorded camera, a vote on time that moves the deadline, two rollbacks that the
 * supervisor lets through and one that not, a far mark that is explained, a correction, a dissent, a re-review with a
 * second report, a pause, talk, and attempts at what is not permitted. Everything but the sealed sheets' ciphertexts follows from `seed`.
 */
export async function playEvaluation(seed = "yuanping"): Promise<ScriptedEvaluation> {
  const { room, evaluation } = await begin(seed, { level: "L2" });
  await callUp(room);
  await checkIn(room);
  record(room);
  await unseal(room);
  elect(room);
  review(room);
  await score(room, evaluation);
  const { sheets, sealingKeys } = await scoreAnew(room, evaluation);
  recheck(room);
  await sign(room);
  await reReview(room);
  room.do(host, { type: "archive" });
  const { stream, records, lines, state } = room;
  return { evaluation, stream, records, lines, state, sealingKeys, sheets };
}

/** Outside bodies that a tender names. */
type Outside = NonNullable<Tender["witnessing"]>["outside"];

/** Plays one that the host terminates after the unsealing. */
export async function playTerminated(
  seed = "terminated",
  outside: Outside = [],
): Promise<ScriptedEvaluation> {
  const sealingKeys = await generateSealingKeys();
  const { publicKey } = sealingKeys;
  const { room, evaluation } = await begin(seed, { level: "L1", publicKey }, outside);
  await callUp(room);
  await checkIn(room);
  await unseal(room);
  room.do(host, { type: "terminate", code: "204", reason: "采购任务取消" });
  room.do(host, { type: "archive" });
  const { stream, records, lines, state } = room;
  return { evaluation, stream, records, lines, state, sealingKeys, sheets: [] };
}

async function begin(seed: string, sealing: Tender["sealing"], outside: Outside = []) {
  const evaluation = `script-${chanceOf(seed).slice(0, 6)}`;
  const room = new ScriptedRoom(evaluation, seed);
  await openAndDraw(room, evaluation, sealing, outside);
  return { room, evaluation };
}

/** The refs of the members who sit, in the order of their codes. */
export function membersOf(room: Readonly<{ state: Evaluation }>): readonly string[] {
  return sitting(room.state.panel).map(({ person }) => person);
}

async function openAndDraw(
  room: ScriptedRoom,
  evaluation: string,
  sealing: Tender["sealing"],
  outside: Outside,
): Promise<void> {
  const meetsAt = Date.UTC(2026, 2, 3, 1);
  const desks = ["城东 1 号", "城东 2 号", "城西 1 号", "城西 2 号", "城西 3 号", "城南 1 号"];
  const invitations = { answerWithin: 3600, meetsAt, place: "评标区 301 室" };
  const witnessing = { outside };
  const asked = { invitations, desks, witnessing, checkInPhoto: "required" as const };
  const tender = { ...scriptedTender(sealing), ...asked };
  room.do(agency, { type: "openTender", evaluation, tender, bids: bidCommitments });
  room.refused(host, { type: "sealDraw", pool, exclusions: [] });
  // At the first attempt nobody comes back from lunch; it is void, and the next one has other secrets.
  sealAndCommit(room);
  room.wait(3 * 3_600_000);
  const { sealed } = room.state.panel.ceremony;
  room.do(supervisor, {
    type: "voidDraw",
    drawId: sealed?.drawId ?? "",
    reason: "三方均未按时会签",
  });
  sealAndCommit(room);
  const { signHead } = await logKey("genuine");
  freezeAll(room, await signHead(room.stream, room.lines));
  revealAll(room);
  await passGate(room);
  room.do(supervisor, { type: "note", text: "抽取过程已核对" });
}

/** Both witnesses cosign the head as it stands, so that what a gate holds goes on. */
async function passGate(room: ScriptedRoom): Promise<void> {
  const { signHead } = await logKey("genuine");
  passGates(room, await signHead(room.stream, room.lines));
}

/** All sheets are in: they are frozen, and opened only once both witnesses have cosigned that. */
async function freezeScores(room: ScriptedRoom): Promise<void> {
  room.system({ type: "freezeSheets" });
  room.refused(systemActor, { type: "openSheets", sheets: [] });
  await passGate(room);
}

/** Everybody is called up: one declines, one does not answer, and their substitutes come. */
async function callUp(room: ScriptedRoom): Promise<void> {
  const [declining = "", silent = ""] = membersOf(room);
  called(room, declining, "sent");
  called(room, silent, "no-address");
  room.do(expert(declining), { type: "declineInvitation", code: "travel", text: "当日在外地出差" });
  revealAll(room);
  for (const person of membersOf(room)) {
    if (person === silent) continue;
    room.do(expert(person), { type: "acceptInvitation" });
  }
  room.wait(3_600_000);
  room.system({ type: "lapseInvitation", member: silent });
  room.refused(expert(silent), { type: "acceptInvitation" });
  revealAll(room);
  await passGate(room);
  acceptAll(room);
}

function called(room: ScriptedRoom, member: string, outcome: "sent" | "no-address"): void {
  const call = chanceOf(`call/${member}`);
  room.system({ type: "recordCall", call, member, channel: "mail", outcome, attempts: 1 });
}

/** Whoever is invited and has not answered accepts. */
function acceptAll(room: ScriptedRoom): void {
  for (const person of membersOf(room)) {
    if (room.state.invitations[person]?.answer !== undefined) continue;
    room.do(expert(person), { type: "acceptInvitation" });
  }
}

/** Everybody arrives; the first to come knows the owner and is replaced. */
async function checkIn(room: ScriptedRoom): Promise<void> {
  room.do(host, { type: "beginCheckIn" });
  const [recused = ""] = membersOf(room);
  const ground = "与招标人有经济利益关系";
  room.do(proven(recused), {
    type: "checkIn",
    undertaking: true,
    recusal: { conflict: true, ground, bids: [] },
  });
  revealAll(room);
  // The witness comes on another computer than the one that had the key for the draw.
  const vkey = renewedKey(room.state, "witness");
  room.do(actorOf(offices.witness, "witness", true), { type: "renewKey", vkey });
  await passGate(room);
  acceptAll(room);
  for (const [n, person] of membersOf(room).entries()) {
    room.system({ type: "occupySeat", person, session: `seat-${person.slice(0, 8)}` });
    room.do(proven(person), { type: "checkIn", undertaking: true, recusal: noConflict });
    room.do(expert(person), { type: "consentToRecording", text: consentVersion });
    if (n === 0) admitWithoutPhoto(room, person);
    else admitByPhoto(room, person, `photo/${n}`);
  }
  room.system({ type: "showNames", viewer: offices.host, members: [...membersOf(room)] });
  const [restless = ""] = membersOf(room);
  const seat = { person: restless, session: `seat-${restless.slice(0, 8)}` };
  room.system({ type: "loseSeat", ...seat });
  room.system({ type: "occupySeat", person: restless, session: "seat-reconnected" });
  room.refused(expert(recused), { type: "say", text: "我还想说一句" });
  room.system({ type: "noteMisuse", person: restless, misuse: "malformed", times: 12 });
}

/** The photograph is taken a second time: the host has to compare that one. */
function admitByPhoto(room: ScriptedRoom, member: string, seed: string): void {
  const [first, photo] = [chanceOf(seed), chanceOf(`${seed}/again`)];
  room.system({ type: "keepPhoto", member, sha256: first, size: 31_415 });
  room.system({ type: "keepPhoto", member, sha256: photo, size: 27_182 });
  room.refused(host, { type: "admitMember", member, photo: first });
  room.do(host, { type: "admitMember", member, photo });
}

function admitWithoutPhoto(room: ScriptedRoom, member: string): void {
  room.do(expert(member), { type: "declareNoCamera", reason: "摄像头损坏" });
  room.do(host, { type: "admitMember", member, withoutPhoto: "核对身份证件" });
}

/** A camera that is recorded but for its last moments, after which the recorder is gone. */
function record(room: ScriptedRoom): void {
  const [person = ""] = membersOf(room);
  const track = { person, source: "camera" as const };
  room.system({ type: "noteRecording", condition: "on" });
  room.system({ type: "noteTrack", ...track, state: "on" });
  const from = room.state.lastAt;
  room.wait(30_000);
  room.system({ type: "noteTrack", ...track, state: "off" });
  const end = room.state.lastAt;
  const file = { sha256: chanceOf("a segment"), bytes: 400_000, format: "webm" as const };
  const to = from + 30_000;
  room.system({ type: "keepSegments", segments: [{ ...track, from, to, ...file }] });
  room.system({ type: "noteGap", ...track, from: to, to: end, cause: "recorder-died" });
}

async function unseal(room: ScriptedRoom): Promise<void> {
  room.do(host, { type: "showBidders" });
  const declaration: Command = { type: "declareRecusal", recusal: noConflict };
  for (const person of membersOf(room)) room.do(expert(person), declaration);
  room.do(host, { type: "unsealBids", bids: sealedBids });
  await passGate(room);
}

/** The first round is tied, the second elects the first member. */
function elect(room: ScriptedRoom): void {
  const members = membersOf(room);
  const [first = "", second = "", third = ""] = members;
  const rounds = [
    [first, first, second, second, third],
    [first, first, first, second, third],
  ];
  for (const votes of rounds) {
    for (const [n, person] of members.entries()) {
      room.do(expert(person), { type: "castBallot", candidate: votes[n] ?? first });
    }
  }
}

/** Three of five find that the fourth bid's bond is missing, so it is rejected. */
function review(room: ScriptedRoom): void {
  room.do(host, { type: "beginReview" });
  for (const [n, person] of membersOf(room).entries()) {
    for (const { id: bid } of room.state.tender.bidders) {
      for (const { id: item } of reviewItemsOf(room.state)) {
        const finding = { type: "recordFinding", bid, item } as const;
        const fails = bid === "B4" && item === "bid-bond" && n < 3;
        room.do(
          expert(person),
          fails
            ? { ...finding, verdict: "fail", reason: "未按第二章 3.4 提交投标保证金" }
            : { ...finding, verdict: "pass" },
        );
      }
    }
  }
  const sha256 = sealedBids[0]?.content.documents?.[0]?.sha256 ?? "";
  for (const reader of [expert(membersOf(room)[0] ?? ""), supervisor]) {
    room.do(reader, { type: "openDocument", bid: "B1", sha256 });
    room.do(reader, { type: "readPages", bid: "B1", sha256, pages: [1, 2] });
  }
  room.do(host, { type: "pause", reason: "午间休息" });
  const [lead = "", other = ""] = membersOf(room);
  room.do(expert(lead), { type: "say", text: "下午一点半继续" });
  room.do(host, { type: "resume", reason: "全体成员已回到席位" });
  watch(room, other);
  room.refused(expert(other), { type: "closeReview" });
  room.do(expert(lead), { type: "closeReview" });
}

/** A member's camera goes on and their window is left; the supervisor speaks in, locks the room, and agrees to open it. */
function watch(room: ScriptedRoom, person: string): void {
  const reason = "核对一名成员的身份";
  room.system({ type: "noteTrack", person, source: "camera", state: "on" });
  room.do(expert(person), {
    type: "reportConduct",
    acts: [
      { kind: "window-left", times: 1 },
      { kind: "window-back", times: 1 },
    ],
  });
  room.do(supervisor, { type: "settleAlarm", kind: "window-left", person });
  room.do(host, { type: "returnMember", member: person, reason });
  const { photo } = room.state.panel.members.find((one) => one.person === person) ?? {};
  room.do(host, {
    type: "admitMember",
    member: person,
    ...(photo === undefined ? { withoutPhoto: "核对身份证件" } : { photo }),
  });
  room.do(host, { type: "openIncident", fault: "network", reason: "副场网络中断" });
  room.do(host, { type: "closeIncident", incident: 1, reason: "网络已恢复" });
  room.do(supervisor, { type: "beginSpeakIn", reason });
  room.do(supervisor, { type: "endSpeakIn" });
  room.do(supervisor, { type: "orderPause", reason });
  room.do(host, { type: "askApproval", subject: "resume", reason: "身份已核对" });
  room.do(supervisor, { type: "answerApproval", request: 1, granted: true, reason: "核对无误" });
  room.do(host, { type: "resume", reason: "身份已核对" });
  const { since = 0 } = room.state.room.tracks[person]?.camera ?? {};
  room.system({ type: "noteTrack", person, source: "camera", state: "off" });
  const gap = { person, source: "camera", from: since, to: room.state.lastAt } as const;
  room.system({ type: "noteGap", ...gap, cause: "disk-full" });
}

type Submit = (member: string, n: number, round: number, spoilt: boolean) => Promise<OpenedSheet>;

/** What a member does with a sheet: writes it, commits to it, seals it, submits it. */
function submitting(room: ScriptedRoom, evaluation: string): Submit {
  return async (member, n, round, spoilt) => {
    const publicKey = room.state.sealing.key?.publicKey ?? "";
    const marks = marksOf(scoredBids(room.state), n, spoilt);
    const comments = { B1: { plan: "总平面布置合理" } };
    const sheet = { evaluation, member, round, marks, comments };
    const opened = { sheet, nonce: chanceOf(`sheet/${member}/${round}`) };
    const commitment = commitTo("sheet", sheet, opened.nonce);
    const sealed = await sealSheet(publicKey, commitment, opened);
    room.do(proven(member), { type: "submitSheet", round, commitment, sealed });
    return opened;
  };
}

/**
 * The panel had the wrong edition of the tender document before it. The supervisor refuses to go back as far as the host
 * asks, then lets the scoring begin anew; a first try at that is rolled back with sheets still sealed.
 */
async function scoreAnew(
  room: ScriptedRoom,
  evaluation: string,
): Promise<Pick<ScriptedEvaluation, "sheets" | "sealingKeys">> {
  const submit = submitting(room, evaluation);
  const reason = "评分时所用招标文件版本有误";
  room.do(host, { type: "requestRollback", to: "preliminary-review", reason });
  room.refused(host, { type: "approveRollback", request: 1 });
  room.do(supervisor, { type: "refuseRollback", request: 1, reason: "初步评审不受影响" });
  room.do(host, { type: "requestRollback", to: "scoring", reason });
  room.do(supervisor, { type: "approveRollback", request: 2 });
  // The key that opened the sheets has been in one hand, so the new ones are sealed to another.
  const holders = new KeyHolders();
  await holders.make(room);
  const [first = "", second = "", ...others] = membersOf(room);
  await submit(first, 0, 2, false);
  room.do(host, { type: "requestRollback", to: "preliminary-review", reason: "漏审一份澄清" });
  room.do(supervisor, { type: "approveRollback", request: 3 });
  room.do(expert(first), { type: "closeReview" });
  room.do(host, { type: "beginScoring" });
  const sheets = [await submit(first, 0, 3, false), await submit(second, 1, 3, false)];
  for (const [n, member] of others.entries()) sheets.push(await submit(member, n + 2, 2, false));
  await freezeScores(room);
  const sealingKeys = await holders.release(room, "host", "supervisor");
  room.system({ type: "openSheets", sheets });
  await passGate(room);
  return { sheets, sealingKeys };
}

/**
 * Host and witness open at first, and one sheet is out of range and comes back; by then the witness has lost the share,
 * so that host and supervisor open the second time.
 */
async function score(room: ScriptedRoom, evaluation: string): Promise<void> {
  room.refused(host, { type: "beginScoring" });
  const holders = new KeyHolders();
  await holders.make(room);
  room.do(host, { type: "beginScoring", deadline: room.state.lastAt + 3_600_000 });
  const submit = submitting(room, evaluation);
  const sheets = new Map<string, OpenedSheet>();
  const members = membersOf(room);
  const [, hasty = ""] = members;
  // Two of five say that time is short, which is more than a third.
  for (const person of members.slice(2, 4)) room.do(expert(person), { type: "askForTime" });
  for (const [n, member] of members.entries()) {
    sheets.set(member, await submit(member, n, 1, member === hasty));
  }
  const all: Command = { type: "openSheets", sheets: [...sheets.values()] };
  room.refused(systemActor, { type: "freezeSheets" });
  room.do(host, { type: "extendScoring", deadline: room.state.lastAt + 2 * 3_600_000 });
  await freezeScores(room);
  await holders.release(room, "host", "witness");
  room.system(all);
  room.system({ type: "forgetShares" });
  room.do(witness, { type: "reportShareLost" });
  sheets.set(hasty, await submit(hasty, 1, 2, false));
  await freezeScores(room);
  await holders.release(room, "host", "supervisor");
  room.system({ type: "openSheets", sheets: [...sheets.values()] });
  await passGate(room);
}

/** The last member gives the third bid's plan far less than the others do; a spoilt sheet exceeds an item's range. */
function marksOf(bids: readonly string[], member: number, spoilt: boolean): MarkTable {
  return Object.fromEntries(
    bids.map((bid, n) => [
      bid,
      {
        plan: member === 4 && n === 2 ? "12" : `${34 - 2 * n - (member % 2)}.5`,
        schedule: spoilt ? "10.5" : `${8 - n}`,
        experience: `${9 - n}`,
      },
    ]),
  );
}

/** Every warning is answered by whom it concerns, then one mark is corrected and what follows answered again. */
function recheck(room: ScriptedRoom): void {
  room.do(supervisor, { type: "warn", text: "请逐条说明提示" });
  explainAll(room);
  const [lead = "", second = ""] = membersOf(room);
  room.do(expert(second), {
    type: "correctMark",
    bid: "B1",
    item: "plan",
    value: "34",
    code: "03",
    reason: "加总时漏计半分",
  });
  explainAll(room);
  room.refused(expert(second), { type: "issueReport" });
  room.do(expert(lead), { type: "issueReport" });
}

function explainAll(room: ScriptedRoom): void {
  for (const warning of openWarnings(room.state)) {
    const member = sitting(room.state.panel).find(({ code }) => code === warning.member);
    const person = member?.person ?? membersOf(room)[0] ?? "";
    const text = "该投标人施工组织缺少关键工序,评分有据";
    room.do(expert(person), { type: "explainWarning", warning: warningKey(warning), text });
  }
}

/** One member dissents, one says nothing and is deemed to agree, the others sign. */
async function sign(room: ScriptedRoom): Promise<void> {
  const report = room.state.report.issued?.json ?? "";
  const [first = "", second = "", third = "", fourth = ""] = membersOf(room);
  room.refused(expert(first), { type: "signReport", report });
  for (const person of [first, second, third]) {
    room.do(proven(person), { type: "signReport", report });
  }
  room.do(proven(fourth), { type: "dissent", report, reason: "不同意对 B4 的否决" });
  room.do(witness, { type: "say", text: "见证完毕" });
  room.do(host, { type: "closeSigning" });
  await passGate(room);
}

/** After the signing a sum turns out to be wrong: the panel that signed corrects it and signs a second report. */
async function reReview(room: ScriptedRoom): Promise<void> {
  const [first = "", second = ""] = membersOf(room);
  const reason = "质疑所指 B2 的进度分加总有误";
  room.refused(host, { type: "openReReview", code: "evaluation-01", reason });
  room.do(host, { type: "openReReview", code: "result-03", reason });
  const correction = { type: "correctMark", bid: "B2", item: "schedule", value: "7.5" } as const;
  room.refused(expert(second), { ...correction, code: "06", reason: "评分偏低" });
  room.do(expert(second), { ...correction, code: "03", reason: "加总时漏计半分" });
  explainAll(room);
  room.do(expert(first), { type: "issueReport" });
  const report = room.state.report.issued?.json ?? "";
  for (const person of membersOf(room)) room.do(proven(person), { type: "signReport", report });
  await passGate(room);
}
