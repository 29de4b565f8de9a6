import type { Profile } from "../profile.ts";
import { fourReasons } from "./four-reasons.ts";
import { reviewItems } from "./review-items.ts";

/** 政府采购: goods and services bought with public funds, by open tender (87号令). */
export const procurement: Profile = {
  id: "G",
  version: "2026-01-01",
  name: { zh: "政府采购", en: "Government procurement" },
  panel: {
    minimum: { value: 5, article: "87号令 第四十七条" },
    odd: { value: true, article: "87号令 第四十七条" },
    large: { value: { budget: "10000000", minimum: 7 }, article: "87号令 第四十七条" },
    representativesOneIn: { value: 3, article: "87号令 第四十七条" },
  },
  lead: { representativeMayLead: { value: false, article: "87号令 第四十五条" } },
  replacement: {
    reasons: { value: ["recusal", "left-post", "health", "absence"], article: "87号令 第四十九条" },
    voids: { value: "member", article: "87号令 第四十九条" },
  },
  tooFewValid: { value: "fails", article: "政府采购法 第三十六条" },
  tooFewReceived: { value: "fails", article: "政府采购法 第三十六条" },
  priceShareMinimum: {
    value: { goods: 30, services: 10, works: 0 },
    article: "87号令 第五十五条",
  },
  trimmedPrices: { value: false, article: "87号令 第五十五条" },
  candidates: { value: 3, article: "87号令 第五十七条" },
  retentionYears: { value: 15, article: "政府采购法 第四十二条" },
  reviewItems,
};

/**
 * With the vote on time (which 87号令 does not know and which is taken over from tendering), what a signed result may be
 * re-reviewed for, and that a panel which cannot be refilled leaves nothing that counts.
 */
export const procurement2026: Profile = {
  ...procurement,
  version: "2026-11-01",
  eligibility: {
    historyYears: { value: 3, article: "政府采购法实施条例 第九条" },
    drawWindow: { value: 2, article: "政府采购评审专家管理办法 第十三条" },
  },
  replacement: {
    ...procurement.replacement,
    voids: { value: "all-unless-refilled", article: "87号令 第四十九条" },
  },
  statedCriteria: { value: true, article: "政府采购法实施条例 第三十四条" },
  recording: { value: true, article: "财政部令第87号 第三十九条" },
  recusal: { value: { scope: "panel" }, article: "政府采购法 第十二条" },
  extensionOneIn: { value: 3, article: "招标投标法实施条例 第四十八条(参照)" },
  reReview: { value: fourReasons, article: "87号令 第六十四条" },
  invitations: {
    answerWithin: { value: 7200, article: "地方操作规程" },
    redrawLimit: { value: 3, article: "地方操作规程" },
  },
  secrecy: { value: "four-unknown", article: "远程异地评标“两随机四不知”" },
  // The host is whom the witnesses watch.
  substituteWitness: { value: false, article: "本系统规则" },
};
