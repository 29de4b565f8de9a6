import type { Bilingual } from "../../law/profile.ts";

/** Refusals of the server itself: who somebody is, what was sent, what could not be kept. */
export const serverRefusals: Readonly<Record<string, Bilingual>> = {
  "identity.proof-needed": {
    zh: "请重新输入密码以确认是您本人。",
    en: "Enter your password again to confirm it is you.",
  },
  "identity.wrong-password": {
    zh: "账号或密码不正确。",
    en: "The account or the password is wrong.",
  },
  "identity.altered": {
    zh: "该用户的资料与留痕不符,已停用,请联系管理人员。",
    en: "This user is not kept as the record has it, and cannot be used; tell those who run the centre.",
  },
  "identity.not-in-office": {
    zh: "您的账号没有办理此事的职务。",
    en: "Your account does not hold the office for this.",
  },
  "identity.slowed": {
    zh: "尝试过于频繁,请 {seconds} 秒后再试。",
    en: "Too many attempts; try again in {seconds} s.",
  },
  "identity.password-guessable": {
    zh: "新密码太容易猜到:不能与原密码相同、包含账号或只用少数几个字符。",
    en: "That password is too easy to guess: choose another than before, without your account name and with more than a few different characters.",
  },
  "identity.drafts-kept": {
    zh: "您正在参加评审,草稿用现有密码加密,评审结束后方可更换密码。",
    en: "You sit on a panel that is at work, and your drafts are sealed under your present password. Change it when the evaluation is over.",
  },
  "identity.signed-out": {
    zh: "登录已失效,请重新登录。",
    en: "You are signed out; sign in again.",
  },
  "message.malformed": { zh: "消息格式不正确:{path}", en: "The message is malformed: {path}" },
  "message.too-large": { zh: "消息过大。", en: "The message is too large." },
  "message.too-many": { zh: "操作过于频繁,请稍候。", en: "Too many messages; wait a moment." },
  "store.unavailable": {
    zh: "存储暂不可用,操作未生效,请稍后重试。",
    en: "The store is unavailable; nothing was done. Try again later.",
  },
  "server.fault": {
    zh: "服务器内部错误,操作未生效。编号 {correlation}",
    en: "Internal fault; nothing was done. Reference {correlation}",
  },
};
