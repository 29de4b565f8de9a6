import type { Bilingual } from "../../law/profile.ts";

/** Refusals of the draw of the panel and the call-up of who was drawn. */
export const drawRefusals: Readonly<Record<string, Bilingual>> = {
  "draw.absence-too-late": {
    zh: "评审已经开始,不能再以缺席为由更换成员。",
    en: "The evaluation has begun; absence is no longer a reason to replace a member.",
  },
  "draw.already-drawn": { zh: "评标委员会已经抽取。", en: "The panel has been drawn already." },
  "draw.bad-note": {
    zh: "会签的不是本次评审的检查点。",
    en: "What was cosigned is no checkpoint of this evaluation.",
  },
  "draw.bad-party-key": {
    zh: "登记的公钥不属于这一方或格式有误。",
    en: "The key is malformed, or not one of this party in this evaluation.",
  },
  "draw.bad-signature": {
    zh: "签名与登记的公钥不符。",
    en: "The signature was not made with the declared key.",
  },
  "draw.chain-spent": {
    zh: "本次抽取可用的补抽轮次已经用完。",
    en: "The parties' commitments have no round left for another substitute.",
  },
  "draw.checkpoint-too-small": {
    zh: "检查点须包含全部承诺(至少 {size} 条事件)。",
    en: "The checkpoint must hold every commitment (at least {size} events).",
  },
  "draw.can-be-refilled": {
    zh: "仍可补抽,不能解散评标委员会。",
    en: "A substitute can still be drawn; the panel is not dissolved.",
  },
  "draw.deadline-runs": {
    zh: "期限未到,不能宣布作废。",
    en: "The deadline has not passed yet; the draw cannot be declared void.",
  },
  "draw.false-reveal": {
    zh: "揭示的数值与先前的承诺不符,已记录。",
    en: "The value revealed is not the one committed to; this is on record.",
  },
  "draw.given-already": { zh: "这一方已经完成此步。", en: "This party has done so already." },
  "draw.numbers-due": {
    zh: "评标办法中的系数({numbers})尚未抽取,请三方先揭示。",
    en: "Coefficients of the method ({numbers}) have not been drawn yet: the three parties reveal first.",
  },
  "draw.not-due": {
    zh: "抽取还没有进行到这一步,正在等待:{waiting}。",
    en: "The draw has not come to this step; waiting for {waiting}.",
  },
  "draw.not-sealed": { zh: "专家库尚未封存。", en: "The pool has not been sealed yet." },
  "draw.other-checkpoint": {
    zh: "各方须会签同一个检查点。",
    en: "All parties cosign one and the same checkpoint.",
  },
  "draw.other-draw": { zh: "这是另一次抽取的内容。", en: "This belongs to another draw." },
  "draw.other-round": {
    zh: "现在进行的是第 {due} 轮。",
    en: "Round {due} is under way.",
  },
  "draw.seat-vacant": {
    zh: "有 {count} 个席位待补抽,补齐后才能进行。",
    en: "{count} seat(s) wait for a substitute; this has to wait too.",
  },
  "draw.sealed": { zh: "专家库已经封存,不能更改。", en: "The pool is sealed already." },
  "draw.bad-key": { zh: "抽取所用的随机数不合规格。", en: "The chance for the draw is malformed." },
  "draw.bad-pool": {
    zh: "专家名单有误:缺项或重复。",
    en: "The expert pool is malformed or names someone twice.",
  },
  "draw.bad-spec": { zh: "抽取要求填写有误。", en: "The draw's requirement is malformed." },
  "draw.chances-unattainable": {
    zh: "按此要求无法让同专业专家机会均等,请放宽要求。",
    en: "Equal chances cannot be reached under these rules; relax one.",
  },
  "draw.contradictory": {
    zh: "抽取要求自相矛盾,任何名单都无法满足。",
    en: "The rules of the draw contradict one another.",
  },
  "draw.no-valid-panel": {
    zh: "名单中没有一种组成符合全部要求。",
    en: "No panel in the pool satisfies all the rules.",
  },
  "draw.not-a-member": {
    zh: "此人不是本次评标委员会的在席成员。",
    en: "This person does not sit on the panel.",
  },
  "draw.not-drawn": { zh: "评标委员会尚未抽取。", en: "The panel has not been drawn yet." },
  "draw.officer-in-pool": {
    zh: "主持、监督、见证、代理人员不得列入专家名单。",
    en: "Someone who holds an office of this tender is in the pool.",
  },
  "draw.reason-not-lawful": {
    zh: "该更换理由不在法定范围内({article})。",
    en: "The law knows no such reason to replace a member ({article}).",
  },
  "draw.rejections-exhausted": {
    zh: "多次抽取均不符合附加要求,请放宽要求。",
    en: "No accepted panel was found within the permitted tries; relax a rule.",
  },
  "draw.representative": {
    zh: "招标人代表不经抽取,不能补抽。",
    en: "An owner representative is not drawn and has no substitute.",
  },
  "draw.too-early": {
    zh: "距评审还有 {days} 个工作日,最早只能提前 {allowed} 个工作日抽取({article})。",
    en: "The meeting is {days} working days away; the panel is drawn at most {allowed} before ({article}).",
  },
  "draw.too-large": {
    zh: "抽取要求的组合过多,无法精确计数。",
    en: "The rules span more combinations than can be counted.",
  },
  "invitation.answered": { zh: "您已经答复。", en: "You have answered already." },
  "invitation.closed": {
    zh: "该邀请已结束,无需答复。",
    en: "This invitation is closed; no answer is needed.",
  },
  "invitation.late": {
    zh: "答复期限已过,视为谢绝。",
    en: "The time to answer has passed; it counts as declined.",
  },
  "invitation.none": { zh: "没有需要答复的邀请。", en: "There is no invitation to answer." },
  "invitation.not-due": {
    zh: "答复期限未到。",
    en: "The time to answer has not passed yet.",
  },
};
