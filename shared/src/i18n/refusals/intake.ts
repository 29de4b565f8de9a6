import type { Bilingual } from "../../law/profile.ts";

/** Refusals of intake: the tender, what the law asks of it, and the bids' documents. */
export const intakeRefusals: Readonly<Record<string, Bilingual>> = {
  "intake.bidders-repeat": { zh: "投标人编号重复。", en: "Two bidders have the same id." },
  "intake.too-few-desks": {
    zh: "工位只有 {desks} 个,少于成员 {members} 人。",
    en: "There are {desks} desks for {members} members.",
  },
  "intake.bids-differ": {
    zh: "投标文件与投标人名单不一致。",
    en: "The bids and the list of bidders differ.",
  },
  "intake.unknown-officer": {
    zh: "所选人员不存在或不具备该职责:{office}。",
    en: "No such person, or not entitled to be {office}.",
  },
  "intake.bad-witness-key": {
    zh: "外部见证人的公钥格式有误或重复:{key}",
    en: "An outside witness's key is malformed, or there twice: {key}",
  },
  "law.offices-joined": {
    zh: "受理、组织、监督、见证及招标人代表不得由同一人兼任({article})。",
    en: "One person holds two offices of the tender ({article}).",
  },
  "law.panel-even": {
    zh: "评标委员会人数应为单数,现为 {size} 人({article})。",
    en: "The panel must have an odd number of members, not {size} ({article}).",
  },
  "law.panel-too-small": {
    zh: "评标委员会至少 {minimum} 人,现为 {size} 人({article})。",
    en: "The panel needs at least {minimum} members, not {size} ({article}).",
  },
  "law.price-share": {
    zh: "价格分占比 {share}% 低于法定下限 {minimum}%({article})。",
    en: "The price weighs {share} %, less than the lawful {minimum} % ({article}).",
  },
  "law.prices-trimmed": {
    zh: "不得去掉最高或最低报价({article})。",
    en: "The highest or lowest price may not be dropped ({article}).",
  },
  "law.criterion-not-stated": {
    zh: "评审项“{item}”不在招标文件载明的评审因素之列,不得作为评审依据({article})。",
    en: "The tender document does not state “{item}”, which may therefore not be scored ({article}).",
  },
  "law.too-few-received": {
    zh: "投标人仅 {count} 家,少于三家,不得开标({article})。",
    en: "Only {count} bidders: fewer than three may not be evaluated ({article}).",
  },
  "law.too-few-valid": {
    zh: "有效投标仅 {count} 家,不能继续评审({article}),请终止并废标。",
    en: "Only {count} valid bids are left: the evaluation cannot go on ({article}) and must be terminated.",
  },
  "law.too-many-representatives": {
    zh: "招标人代表 {count} 人,超过上限 {allowed} 人({article})。",
    en: "{count} owner representatives; at most {allowed} may sit ({article}).",
  },
  "law.unknown-profile": {
    zh: "没有这一版本的规则:{id} {version}。",
    en: "There is no such version of the rules: {id} {version}.",
  },
  "law.no-substitute": {
    zh: "所用规则不允许他人代为会签({article})。",
    en: "The rules allow no substitute for a witness ({article}).",
  },
  "documents.incomplete": {
    zh: "文件没有传完,请重新上传。",
    en: "The document did not arrive whole; upload it again.",
  },
  "documents.no-room": {
    zh: "服务器磁盘空间不足,文件未保存。",
    en: "The server's disk is full; the document was not kept.",
  },
  "documents.not-here": {
    zh: "服务器上没有这份文件的内容。",
    en: "The bytes of this document are not on this server.",
  },
  "documents.not-opened": {
    zh: "请先在评标室内打开这份文件。",
    en: "Open this document in the room first.",
  },
  "documents.not-pdf": {
    zh: "只接受 PDF 文件。",
    en: "Only PDF files are taken.",
  },
  "documents.not-uploaded": {
    zh: "投标 {bid} 的文件“{name}”尚未上传,或大小不符。",
    en: "The document “{name}” of bid {bid} has not been uploaded, or has another size.",
  },
  "documents.not-yours": {
    zh: "您现在不能查看这份投标文件。",
    en: "You may not read this bid's documents now.",
  },
  "documents.sealed": {
    zh: "投标尚未解封。",
    en: "The bids are not unsealed yet.",
  },
  "documents.too-large": {
    zh: "文件超过 {most} MB。",
    en: "The document is larger than {most} MB.",
  },
  "documents.unknown": { zh: "没有这份投标文件。", en: "There is no such document." },
  "unsealing.differs": {
    zh: "投标 {bid} 的内容与受理时的承诺不符。",
    en: "Bid {bid} does not match what was received.",
  },
  "unsealing.missing": { zh: "缺少投标 {bid} 的密封内容。", en: "Bid {bid} is missing." },
};
