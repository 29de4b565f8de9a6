import type { Bilingual } from "../../law/profile.ts";

/** Refusals of the room: who may be in it, who leads the panel, what supervision and incidents stop. */
export const roomRefusals: Readonly<Record<string, Bilingual>> = {
  "checkin.already": { zh: "已经办理过,无需重复。", en: "This has been done already." },
  "checkin.incomplete": {
    zh: "还有 {count} 位成员尚未入席。",
    en: "{count} member(s) are not in the room yet.",
  },
  "checkin.not-accepted": {
    zh: "请先在首页答复邀请,接受后方可签到。",
    en: "Answer your invitation on your home page first; who has accepted may check in.",
  },
  "checkin.consent-text": {
    zh: "录制告知文本已更新,请刷新页面后重新阅读。",
    en: "The text on recording has changed; reload the page and read it again.",
  },
  "checkin.no-consent": {
    zh: "该成员尚未同意录制,不能入席。",
    en: "This member has not agreed to be recorded and cannot be admitted.",
  },
  "checkin.photo-not-asked": {
    zh: "本次评审不要求签到照片。",
    en: "This evaluation asks for no photographs.",
  },
  "checkin.photo-unfit": {
    zh: "照片须为 JPEG,宽高在 160 至 1280 像素之间。请重新拍摄。",
    en: "A photograph must be a JPEG of 160 to 1280 pixels a side. Please take it again.",
  },
  "checkin.photo-too-many": {
    zh: "已拍摄 {most} 次,不能再拍,请联系主持人。",
    en: "{most} photographs were taken; no more can be. Speak to the host.",
  },
  "checkin.photo-changed": {
    zh: "您核对的不是该成员现在的照片,请核对新照片后再准许入席。",
    en: "You did not compare the member's present photograph; compare it, then admit.",
  },
  "checkin.no-photo": {
    zh: "该成员尚未拍摄签到照片,也未说明没有摄像头,不能入席。",
    en: "This member has taken no photograph nor said why there is no camera, and cannot be admitted.",
  },
  "checkin.photo-reason": {
    zh: "该成员没有照片,请写明您如何核对身份后再准许入席。",
    en: "There is no photograph of this member; say how you know who it is, then admit.",
  },
  "checkin.photo-not-yours": {
    zh: "签到照片只有主持人和监督可以查看。",
    en: "Only the host and supervision may see photographs.",
  },
  "checkin.photo-gone": {
    zh: "没有这张照片,或已按保存期限删除。",
    en: "There is no such photograph, or its time is over and it was deleted.",
  },
  "checkin.not-admitted": {
    zh: "主持人尚未准许您入席。",
    en: "The host has not admitted you yet.",
  },
  "checkin.not-arrived": { zh: "该成员尚未签到。", en: "This member has not checked in yet." },
  "checkin.not-in-the-room": {
    zh: "该成员不在评标室内。",
    en: "This member is not in the room.",
  },
  "checkin.recusal-takes-seat": {
    zh: "按本项目适用的规则,与投标人有利害关系的成员须退出评标委员会({article})。请作出回避声明。",
    en: "Under this tender's rules a conflict with a bidder costs the seat ({article}). Declare the conflict instead.",
  },
  "checkin.recused": {
    zh: "您已对该投标人回避。",
    en: "You are recused from this bid.",
  },
  "checkin.undeclared": {
    zh: "还有 {count} 位成员尚未作出回避声明。",
    en: "{count} member(s) have not declared on recusal yet.",
  },
  "room.exists": { zh: "该评审已经建立。", en: "This evaluation exists already." },
  "room.bad-ticket": {
    zh: "转接凭证已失效,正在重新进入。",
    en: "The ticket to this server is no longer good; you are being let in again.",
  },
  "room.opening": {
    zh: "评标室正在另一台服务器上恢复,请稍候。",
    en: "The room is being restored on another server; please wait a moment.",
  },
  "room.moved": { zh: "评标室已移至另一台服务器。", en: "The room has moved to another server." },
  "room.not-joined": { zh: "尚未进入评标室。", en: "You have not joined the room." },
  "room.not-permitted": {
    zh: "您的身份无权进行此操作,已记录在案。",
    en: "Your role may not do this. The attempt is on record.",
  },
  "room.not-yours": {
    zh: "您在本次评审中没有此席位,已记录在案。",
    en: "You have no such place in this evaluation. The attempt is on record.",
  },
  "room.out-of-turn": { zh: "现在不是进行此操作的阶段。", en: "This is not the stage for it." },
  "room.unchanged": { zh: "席位状态没有变化。", en: "The seat has not changed." },
  "room.unknown": { zh: "没有这项评审。", en: "There is no such evaluation." },
  "election.has-lead": { zh: "组长已经推选产生。", en: "A lead has been elected already." },
  "election.no-lead": { zh: "尚未推选组长。", en: "No lead has been elected yet." },
  "election.not-the-lead": { zh: "此事由组长办理。", en: "Only the lead may do this." },
  "election.representative": {
    zh: "采购人代表不得担任组长({article})。",
    en: "An owner representative may not lead the panel ({article}).",
  },
  "election.voted": { zh: "本轮您已投票。", en: "You have voted in this round." },
  "incident.closed-already": { zh: "该故障已经结束。", en: "This incident is closed already." },
  "incident.open-already": {
    zh: "同类故障已在处理中。",
    en: "An incident of this kind is open already.",
  },
  "incident.unknown": { zh: "没有这项故障。", en: "There is no such incident." },
  "supervision.alarm-stands": {
    zh: "该情形还在持续,消除后自动解除。",
    en: "This still stands; it goes by itself once it is over.",
  },
  "supervision.answered-already": {
    zh: "该申请已经答复。",
    en: "This request has been answered already.",
  },
  "supervision.approval-needed": {
    zh: "评标室由监督人员锁定,须经监督人员同意后才能恢复。",
    en: "The supervisor locked the room; it resumes once the supervisor has agreed.",
  },
  "supervision.asked-already": {
    zh: "已经申请过,请等待答复。",
    en: "This has been asked for already.",
  },
  "supervision.no-alarm": {
    zh: "没有这条待处理的情形。",
    en: "There is no such alarm.",
  },
  "supervision.no-approval-needed": {
    zh: "此操作无需双人同意。",
    en: "This needs no second person.",
  },
  "supervision.no-request": {
    zh: "没有这项申请。",
    en: "There is no such request.",
  },
  "supervision.not-speaking": {
    zh: "监督人员没有在喊话。",
    en: "The supervisor is not speaking in.",
  },
  "supervision.speaking-already": {
    zh: "监督人员正在喊话。",
    en: "The supervisor is speaking in already.",
  },
  "supervision.not-paused": { zh: "评审没有暂停。", en: "The evaluation is not paused." },
  "supervision.paused": { zh: "评审已暂停,暂不能进行此操作。", en: "The evaluation is paused." },
  "supervision.paused-already": {
    zh: "评审已处于暂停状态。",
    en: "The evaluation is paused already.",
  },
};
