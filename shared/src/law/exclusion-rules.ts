import type { Tender } from "../contracts/tender.ts";
import type { ExpertStanding } from "./expert-standing.ts";
import type { Profile } from "./profile.ts";
import { dayOf, dayOfDate } from "./working-days.ts";

/** What the rules look at in one expert. Names of organisations are compared, never shown. */
export type ExpertFacts = Readonly<{
  /** The pseudonym. */
  ref: string;
  employer: string;
  standing: ExpertStanding;
  /** When the expert was drawn before, in milliseconds. */
  served: readonly number[];
}>;

/** The tender's parties and time, as far as the rules ask for them. */
export type ExclusionCase = Readonly<{
  tender: Pick<Tender, "owner" | "agencyName" | "panel" | "invitations"> &
    Readonly<{
      bidders: readonly Readonly<{ name: string; creditCode?: string | undefined }>[];
      offices?: Tender["offices"];
    }>;
  rules: EligibilityRules;
  /** Now, in milliseconds. */
  at: number;
}>;

export type EligibilityRules = NonNullable<Profile["eligibility"]>;

/** A profile's rules; versions from before they were data ask for who employs an expert now, and for no window. */
export function eligibilityOf({ eligibility }: Profile): EligibilityRules {
  return eligibility ?? { historyYears: { value: 0, article: "" }, drawWindow: null };
}

/** Ids of the rules, in the order in which they are looked at. */
export const exclusionRuleIds = [
  "office",
  "recusal.employer",
  "recusal.history",
  "recusal.relation",
  "blacklist",
  "away",
  "recent-service",
] as const;
export type ExclusionRuleId = (typeof exclusionRuleIds)[number];

const YEAR = 365.25;

/**
 * Who may not be drawn for a tender. Recusal: 87号令 与 政府采购法实施条例 第九条 (employed by a party within three years),
 * 评标委员会和评标方法暂行规定 第十二条 (interest). The others are the centre's and the tender's own.
 */
export function exclusionRules({ tender, rules, at }: ExclusionCase): readonly Readonly<{
  id: ExclusionRuleId;
  excludes: (facts: ExpertFacts) => boolean;
}>[] {
  const parties = partiesOf(tender);
  const officers = new Set([
    ...Object.values(tender.offices ?? {}),
    ...tender.panel.ownerRepresentatives,
  ]);
  const meeting = dayOf(tender.invitations?.meetsAt ?? at);
  const years = rules.historyYears.value;
  const { recentService } = tender.panel;
  return [
    { id: "office", excludes: ({ ref }) => officers.has(ref) },
    { id: "recusal.employer", excludes: ({ employer }) => parties.has(plain(employer)) },
    {
      id: "recusal.history",
      excludes: ({ standing }) =>
        standing.history.some(
          ({ employer, until }) =>
            parties.has(plain(employer)) && meeting - dayOfDate(until) < years * YEAR,
        ),
    },
    {
      id: "recusal.relation",
      excludes: ({ standing }) => standing.relations.some((name) => parties.has(plain(name))),
    },
    {
      id: "blacklist",
      excludes: ({ standing: { barredUntil } }) =>
        barredUntil !== undefined && dayOfDate(barredUntil) >= meeting,
    },
    {
      id: "away",
      excludes: ({ standing }) =>
        standing.away.some(
          ({ from, to }) => dayOfDate(from) <= meeting && meeting <= dayOfDate(to),
        ),
    },
    {
      id: "recent-service",
      excludes: ({ served }) =>
        recentService !== undefined &&
        served.filter((time) => meeting - dayOf(time) < recentService.days).length >=
          recentService.most,
    },
  ];
}

/** Names and credit codes of everybody with an interest in the award. */
function partiesOf({ owner, agencyName, bidders }: ExclusionCase["tender"]): ReadonlySet<string> {
  const names = [owner, agencyName, ...bidders.map(({ name }) => name)];
  const codes = bidders.flatMap(({ creditCode }) => creditCode ?? []);
  return new Set([...names, ...codes].map(plain));
}

/** Spaces, widths of characters and case make no other organisation. */
function plain(name: string): string {
  return name.normalize("NFKC").replaceAll(/\s+/gu, "").toLowerCase();
}
