import type { InvitationRule } from "@yuanping/shared/contracts/tender.ts";

/** What an invitation says, in both languages: when and where, never what for or for whom (四不知). */
export function invitationText(
  { meetsAt, place }: InvitationRule,
  until: number,
): Readonly<{ subject: string; text: string }> {
  const zh = [
    "您已被随机抽取为评标专家。",
    ...(meetsAt === undefined ? [] : [`评标时间:${time(meetsAt)}。`]),
    ...(place === undefined ? [] : [`地点:${place}。`]),
    `请于 ${time(until)} 前登录远评首页答复;逾期未答视为谢绝。请勿向任何人透露。`,
  ].join("");
  const en = [
    "You have been drawn at random as an evaluation expert.",
    ...(meetsAt === undefined ? [] : [`It meets at ${time(meetsAt)}`]),
    ...(place === undefined ? [] : [`in ${place}.`]),
    `Please answer on your Yuanping home page by ${time(until)}; silence counts as declined. Tell nobody.`,
  ].join(" ");
  return { subject: "评标邀请 Invitation to an evaluation", text: `${zh}\n\n${en}` };
}

/** Beijing time, whatever the server's own. */
function time(instant: number): string {
  return new Intl.DateTimeFormat("zh-CN", {
    timeZone: "Asia/Shanghai",
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
  }).format(instant);
}
