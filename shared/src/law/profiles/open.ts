import type { Profile } from "../profile.ts";
import { fourReasons } from "./four-reasons.ts";
import { reviewItems } from "./review-items.ts";

const own = "tender document";

/** Evaluations outside Chinese public procurement: only what the tender document itself demands. */
export const open: Profile = {
  id: "open",
  version: "2026-01-01",
  name: { zh: "自行约定", en: "By the tender's own rules" },
  panel: {
    minimum: { value: 1, article: own },
    odd: { value: false, article: own },
    large: null,
    representativesOneIn: { value: 1, article: own },
  },
  lead: { representativeMayLead: { value: true, article: own } },
  replacement: {
    reasons: { value: ["recusal", "left-post", "health", "absence"], article: own },
    voids: { value: "member", article: own },
  },
  tooFewValid: { value: "continues", article: own },
  tooFewReceived: { value: "continues", article: own },
  priceShareMinimum: null,
  trimmedPrices: { value: true, article: own },
  candidates: { value: 3, article: own },
  retentionYears: { value: 15, article: own },
  reviewItems,
};

/** With the vote on time, and what a signed result may be re-reviewed for. */
export const open2026: Profile = {
  ...open,
  version: "2026-11-01",
  eligibility: { historyYears: { value: 3, article: own }, drawWindow: null },
  statedCriteria: { value: false, article: own },
  recording: { value: true, article: own },
  recusal: { value: { scope: "bid", judges: 2 }, article: own },
  extensionOneIn: { value: 3, article: own },
  substituteWitness: { value: true, article: own },
  reReview: { value: fourReasons, article: own },
  invitations: {
    answerWithin: { value: 7200, article: own },
    redrawLimit: { value: 3, article: own },
  },
  secrecy: { value: "by-arrival", article: own },
};
