import type { RefusalDetails } from "../contracts/refusal.ts";
import type { Bilingual } from "../law/profile.ts";

const cause: Bilingual = {
  zh: "「{seat}」专业只有 {holders} 位可抽取的专家,需要 {needed} 位。",
  en: "Only {holders} experts who may be drawn hold {seat}; {needed} are needed.",
};

/** The smallest change of one rule after which there would be a panel, by the kind of rule. */
const advice: Readonly<Record<string, Bilingual>> = {
  "region.min": {
    zh: "最近的办法:把「{name}」至少 {from} 人改为至少 {to} 人。",
    en: "Nearest way out: at least {to} from {name} instead of {from}.",
  },
  "region.max": {
    zh: "最近的办法:把「{name}」至多 {from} 人改为至多 {to} 人。",
    en: "Nearest way out: at most {to} from {name} instead of {from}.",
  },
  employer: {
    zh: "最近的办法:允许同一单位有多人。",
    en: "Nearest way out: permit several experts of one employer.",
  },
  "seat.count": {
    zh: "最近的办法:「{name}」专业由 {from} 席改为 {to} 席。",
    en: "Nearest way out: {to} seats of {name} instead of {from}.",
  },
};

const none: Bilingual = {
  zh: "只改一条要求还不够,请另行组建或补充专家库。",
  en: "No change of a single rule helps; form another panel, or add experts.",
};

/** What follows the sentence that there is no panel: which rule stands in the way, and what would be enough. */
export function noPanelText(details: RefusalDetails): Bilingual {
  const parts = [
    ...("seat" in details ? [cause] : []),
    (typeof details["rule"] === "string" ? advice[details["rule"]] : undefined) ?? none,
  ];
  return {
    zh: parts.map(({ zh }) => zh).join(""),
    en: parts.map(({ en }) => ` ${en}`).join(""),
  };
}
