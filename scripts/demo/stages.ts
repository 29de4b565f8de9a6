import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import { commitTo } from "@yuanping/shared/seal/commitment.ts";
import { deriveDraftKey, sealDraft } from "@yuanping/shared/seal/draft-sealing.ts";
import { sealSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import type { MarkTable, OpenedSheet, Sheet } from "@yuanping/shared/contracts/sheet.ts";
import type { EvaluationCase } from "@yuanping/shared/method/index.ts";
import { randomBytes } from "node:crypto";
import { formOf } from "../../client/src/features/score-sheet/sheet-building.ts";
import type { Seat } from "./seat.ts";
import { stillOf } from "./still.ts";

/** A member's seat and the member of the case whose marks it gives. */
export type MemberSeat = Readonly<{ seat: Seat; member: string }>;

/**
 * 签到: undertaking, no conflict with owner or agency, consent to the recording, a photograph where the tender asks for one,
 * and admission by the host, who has seen it.
 */
export async function checkIn(host: Seat, seat: Seat): Promise<void> {
  await seat.do(
    { type: "checkIn", undertaking: true, recusal: { conflict: false } },
    "with-password",
  );
  await seat.do({ type: "consentToRecording", text: consentVersion });
  const member = seat.view.me.person;
  await seat.until(({ view }) => view.me.status === "checked-in");
  if (seat.view.me.photo === undefined) {
    await host.do({ type: "admitMember", member });
    return;
  }
  const photo = await seat.showPhoto(await stillOf(seat.account.login));
  await host.until(({ view }) =>
    view.members.some(
      (one) => one.person === member && one.photo?.kind === "taken" && one.photo.sha256 === photo,
    ),
  );
  await host.do({ type: "admitMember", member, photo });
}

/** 推选组长: everybody votes for the first member. */
export async function electLead(members: readonly MemberSeat[]): Promise<Seat> {
  const [first] = members;
  if (first === undefined) throw new Error("a panel has at least one member");
  const candidate = first.seat.view.me.person;
  for (const { seat } of members) await seat.do({ type: "castBallot", candidate });
  return first.seat;
}

/** 初步评审: each member finds on every item; the case's pass-fail marks decide its own items. */
export async function review(
  { seat, member }: MemberSeat,
  evaluation: EvaluationCase,
): Promise<void> {
  for (const { id: bid } of seat.view.bidders ?? []) {
    for (const { id: item } of seat.view.review.items) {
      const failed = evaluation.marks[bid]?.[member]?.[item] === "fail";
      await seat.do(
        failed
          ? { type: "recordFinding", bid, item, verdict: "fail", reason: `案例判定 ${item} 不通过` }
          : { type: "recordFinding", bid, item, verdict: "pass" },
      );
    }
  }
}

/** 详细评审: drafts saved as the marks are filled in, then the sheet is committed to, sealed and submitted. */
export async function score(
  { seat, member }: MemberSeat,
  evaluation: EvaluationCase,
): Promise<void> {
  const { bids } = formOf(seat.view);
  const marks = marksOf(evaluation, member, bids);
  await saveDrafts(seat, marks);
  await submitMarks(seat, marks);
}

/** Commits to a sheet with these marks, seals it and submits it. */
export async function submitMarks(
  seat: Seat,
  marks: MarkTable,
  comments: Sheet["comments"] = {},
): Promise<void> {
  const { evaluation: id, me, scoring } = seat.view;
  const { sealingKey, round } = scoring;
  if (sealingKey === undefined || round === undefined) throw new Error("the scoring is not open");
  const sheet = { evaluation: id, member: me.person, round, marks, comments };
  const opened: OpenedSheet = { sheet, nonce: randomBytes(32).toString("hex") };
  const commitment = commitTo("sheet", sheet, opened.nonce);
  const sealed = await sealSheet(sealingKey, commitment, opened);
  await seat.do({ type: "submitSheet", round, commitment, sealed }, "with-password");
}

function marksOf(evaluation: EvaluationCase, member: string, bids: readonly string[]): MarkTable {
  const items = evaluation.items.filter((item) => item.kind !== "pass-fail");
  return Object.fromEntries(
    bids.map((bid) => [
      bid,
      Object.fromEntries(
        items.map(({ id }) => [id, evaluation.marks[bid]?.[member]?.[id] ?? null]),
      ),
    ]),
  );
}

/** One save a bid, as if the member filled in column by column; the newest is what a reload would find. */
async function saveDrafts(seat: Seat, marks: MarkTable): Promise<void> {
  const { login, password } = seat.account;
  const key = await deriveDraftKey(login, password);
  let draft: MarkTable = {};
  let revision = 0;
  for (const [bid, row] of Object.entries(marks).slice(0, 5)) {
    draft = { ...draft, [bid]: row };
    revision += 1;
    await seat.saveDraft({ revision, ciphertext: await sealDraft(key, draft) });
  }
}

/** 复核: every warning is answered by the member whom it concerns. */
export async function answerWarnings(members: readonly MemberSeat[]): Promise<number> {
  const [first] = members;
  const warnings = first?.seat.view.result?.warnings ?? [];
  for (const { key, member: code } of warnings) {
    const answering = members.find(({ seat }) => seat.view.me.code === code) ?? first;
    await answering?.seat.do({
      type: "explainWarning",
      warning: key,
      text: "按评审标准独立打分,维持原分。",
    });
  }
  return warnings.length;
}

/** 签署: all but the last sign; the last one dissents where there are several, so that both ways are on record. */
export async function sign(members: readonly MemberSeat[]): Promise<void> {
  for (const [index, { seat }] of members.entries()) {
    await seat.until(({ view }) => view.report !== undefined);
    const report = seat.view.report?.json ?? "";
    const dissents = members.length > 2 && index === members.length - 1;
    await seat.do(
      dissents
        ? { type: "dissent", report, reason: "对技术方案的评价持保留意见。" }
        : { type: "signReport", report },
      "with-password",
    );
  }
}
