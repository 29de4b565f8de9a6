import type { Bilingual } from "../../law/profile.ts";

/** Refusals of review and scoring, and the key of the sheets. */
export const scoringRefusals: Readonly<Record<string, Bilingual>> = {
  "review.closed": { zh: "初步评审已经结束。", en: "The preliminary review is closed." },
  "review.incomplete": { zh: "还缺 {count} 项评审意见。", en: "{count} finding(s) are missing." },
  "review.no-price": {
    zh: "投标 {bid} 没有可用于评审的报价,应先予否决。",
    en: "Bid {bid} has no price that can be evaluated; it must be rejected first.",
  },
  "review.not-closed": {
    zh: "初步评审尚未结束。",
    en: "The preliminary review is not closed yet.",
  },
  "review.rejected": { zh: "初步评审否决。", en: "Rejected in the preliminary review." },
  "review.unknown-bid": { zh: "没有这份投标:{bid}", en: "There is no such bid: {bid}" },
  "review.unknown-item": {
    zh: "招标文件没有这一评审项:{item}",
    en: "The tender document has no such item: {item}",
  },
  "scoring.asked-already": {
    zh: "您已就本次截止时间提出过时间不够。",
    en: "You have said so already of this deadline.",
  },
  "scoring.deadline-not-later": {
    zh: "截止时间须晚于现在,延长时还须晚于原定时间。",
    en: "A deadline lies in the future, and one that moves lies after the one before.",
  },
  "scoring.extension-due": {
    zh: "超过三分之一的成员认为时间不够,须由主持人延长截止时间后才能结束打分。",
    en: "More than a third of the members say that time is short: the host has to move the deadline first.",
  },
  "scoring.no-deadline": {
    zh: "本次打分没有设定截止时间。",
    en: "No deadline is set for this scoring.",
  },
  "scoring.no-vote": {
    zh: "本评审所用的规则版本没有时间不够的表决。",
    en: "The version of the rules that this tender names knows no vote on time.",
  },
  "scoring.frozen": {
    zh: "评分已经冻结,不能再提交或更改。",
    en: "The scores are frozen; nothing more is taken.",
  },
  "scoring.not-frozen": {
    zh: "评分尚未冻结,不能公开。",
    en: "The scores are not frozen yet; they cannot be opened.",
  },
  "scoring.blank": { zh: "有未填的分值:{path}", en: "A mark is missing: {path}" },
  "scoring.commitment": {
    zh: "打开的评分表与提交时的承诺不符。",
    en: "The opened sheet does not match its commitment.",
  },
  "scoring.mark-missing": { zh: "请填写分值。", en: "Enter a mark." },
  "scoring.mark-not-decimal": { zh: "请填写数字,如 17.5。", en: "Enter a number such as 17.5." },
  "scoring.mark-not-pass-or-fail": { zh: "请填写通过或不通过。", en: "Enter pass or fail." },
  "scoring.mark-out-of-range": {
    zh: "分值应在 0 到 {max} 之间。",
    en: "The mark must lie between 0 and {max}.",
  },
  "scoring.no-such-warning": {
    zh: "没有这条提示,或已经说明。",
    en: "There is no such warning, or it has been answered.",
  },
  "scoring.not-all-submitted": {
    zh: "尚有成员未提交评分。",
    en: "Not all members have submitted.",
  },
  "scoring.not-objective": { zh: "该项不是客观评分项。", en: "This is not an objective item." },
  "scoring.not-your-mark": {
    zh: "这条提示须由打分的成员说明。",
    en: "The member who gave the mark must answer.",
  },
  "scoring.recused": {
    zh: "您已对该投标人回避,原评分表作废,请对其余投标重新提交。",
    en: "You are recused from this bid; your sheet is void. Submit one for the others.",
  },
  "scoring.round": {
    zh: "评分表轮次不符,应为第 {due} 轮。",
    en: "The sheet's round is not the one due ({due}).",
  },
  "scoring.sheet-locked": {
    zh: "评分表已经提交并锁定。",
    en: "Your sheet is submitted and locked.",
  },
  "scoring.unchanged": { zh: "更正前后分值相同。", en: "The corrected mark is the same." },
  "scoring.unknown-bid": { zh: "没有这份有效投标。", en: "There is no such valid bid." },
  "scoring.unknown-item": {
    zh: "招标文件没有这一评分项。",
    en: "The tender document has no such item.",
  },
  "scoring.unreadable": { zh: "评分表无法打开。", en: "The sheet cannot be opened." },
  "scoring.wrong-sheet": {
    zh: "评分表不属于该成员、该评审或该轮次。",
    en: "The sheet belongs to another member, evaluation or round.",
  },
  "sealing.broken": {
    zh: "可用的分片不足两份,须重新生成密钥。",
    en: "Fewer than two shares are left; the key has to be made anew.",
  },
  "sealing.copy-lost": {
    zh: "成员没有自己的副本,须重新填写。",
    en: "The member has no copy of the sheet and writes it anew.",
  },
  "sealing.holder-missing": {
    zh: "还有保管方没有登记公钥:{waiting}。",
    en: "Not every holder has named a key: {waiting}.",
  },
  "sealing.key-in-use": {
    zh: "评分表已加密到现有密钥,不能更换。",
    en: "Sheets are sealed to the present key; it cannot be replaced.",
  },
  "sealing.made-already": { zh: "该密钥已经登记。", en: "This key is on record already." },
  "sealing.named-already": { zh: "该公钥已经登记。", en: "This key has been named already." },
  "sealing.no-key": {
    zh: "评分加密密钥尚未生成,请监督人员先行生成。",
    en: "The key of the sheets has not been made yet; the supervisor makes it.",
  },
  "sealing.no-share": { zh: "没有收到分片。", en: "No share came with it." },
  "sealing.not-shared": {
    zh: "本项目的评分密钥不由多方保管。",
    en: "The key of this evaluation's sheets is not held together.",
  },
  "sealing.nothing-held": { zh: "没有已提交的分片。", en: "No share has been handed over." },
  "sealing.readable": {
    zh: "您的评分表可以正常开启,无需重新加密。",
    en: "Your sheet can be opened as it is.",
  },
  "sealing.released-already": {
    zh: "您的分片已经提交。",
    en: "Your share has been handed over already.",
  },
  "sealing.share-lost": { zh: "该分片已声明遗失。", en: "This share has been reported lost." },
  "sealing.shares-missing": {
    zh: "提交的分片不足两份,评分表保持密封。",
    en: "Fewer than two shares have been handed over; the sheets stay sealed.",
  },
  "sealing.wrong-share": {
    zh: "提交的分片与登记的不符,已记录。",
    en: "The share is not the one on record; this has been recorded.",
  },
};
