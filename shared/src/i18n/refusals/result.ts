import type { Bilingual } from "../../law/profile.ts";

/** Refusals of the report, and what opens it again. */
export const resultRefusals: Readonly<Record<string, Bilingual>> = {
  "report.not-issued": { zh: "评标报告尚未形成。", en: "The report has not been issued yet." },
  "report.other-report": {
    zh: "所签的不是当前的评标报告。",
    en: "This is not the report that was issued.",
  },
  "report.stands-already": {
    zh: "您已对报告表态。",
    en: "You have taken a stand on the report already.",
  },
  "report.warnings-open": {
    zh: "还有 {count} 条提示未说明。",
    en: "{count} warning(s) have not been answered.",
  },
  "reopening.in-re-review": {
    zh: "复议期间只能退回复核阶段。",
    en: "During a re-review the only way back leads to the re-check.",
  },
  "reopening.no-result": { zh: "尚无可复议的结果。", en: "There is no signed result to look at." },
  "reopening.no-such-request": {
    zh: "没有这项待批的回退申请,可能已经处理或已失效。",
    en: "No such request waits; it was answered, or has lapsed.",
  },
  "reopening.not-earlier": {
    zh: "只能退回更早的阶段。",
    en: "A rollback leads to an earlier stage.",
  },
  "reopening.other-reason": {
    zh: "本次复议的理由是 {code},只能以此理由更正。",
    en: "The re-review was opened for reason {code}; corrections are made for that reason only.",
  },
  "reopening.reason-not-lawful": {
    zh: "签署后不得以此理由由原评标委员会复议({article})。",
    en: "The panel that signed may not look at its result again for this reason ({article}).",
  },
  "reopening.request-waits": {
    zh: "已有一项回退申请等待监督批准。",
    en: "A request for a rollback is waiting for the supervisor already.",
  },
};
