import type { Profile } from "../profile.ts";
import { fourReasons } from "./four-reasons.ts";
import { reviewItems } from "./review-items.ts";

/** 招标投标: works and other projects that must be tendered. */
export const tendering: Profile = {
  id: "T",
  version: "2025-01-01",
  name: { zh: "招标投标", en: "Tendering" },
  panel: {
    minimum: { value: 5, article: "招标投标法 第三十七条" },
    odd: { value: true, article: "招标投标法 第三十七条" },
    large: null,
    representativesOneIn: { value: 3, article: "招标投标法 第三十七条" },
  },
  lead: { representativeMayLead: { value: true, article: "评标委员会和评标方法暂行规定 第九条" } },
  replacement: {
    reasons: {
      value: ["recusal", "left-post", "health", "absence"],
      article: "招标投标法实施条例 第四十八条",
    },
    voids: { value: "member", article: "招标投标法实施条例 第四十八条" },
  },
  tooFewValid: { value: "panel-decides", article: "评标委员会和评标方法暂行规定 第二十七条" },
  tooFewReceived: { value: "fails", article: "招标投标法 第二十八条" },
  priceShareMinimum: null,
  trimmedPrices: { value: true, article: "招标投标法 第四十条" },
  candidates: { value: 3, article: "招标投标法实施条例 第五十三条" },
  retentionYears: { value: 15, article: "地方档案规定" },
  reviewItems,
};

/** With the vote on time, what a signed result may be re-reviewed for, and what a replacement voids, as data. */
export const tendering2026: Profile = {
  ...tendering,
  version: "2026-11-01",
  eligibility: {
    historyYears: { value: 3, article: "评标委员会和评标方法暂行规定 第十二条" },
    drawWindow: null,
  },
  statedCriteria: { value: true, article: "招标投标法实施条例 第四十九条" },
  recording: { value: true, article: "电子招标投标办法 第五十七条" },
  recusal: { value: { scope: "panel" }, article: "招标投标法 第三十七条" },
  extensionOneIn: { value: 3, article: "招标投标法实施条例 第四十八条" },
  reReview: { value: fourReasons, article: "招标投标法实施条例 第七十一条" },
  invitations: {
    answerWithin: { value: 7200, article: "地方操作规程" },
    redrawLimit: { value: 3, article: "地方操作规程" },
  },
  secrecy: { value: "four-unknown", article: "远程异地评标“两随机四不知”" },
  // The host is whom the witnesses watch.
  substituteWitness: { value: false, article: "本系统规则" },
};
