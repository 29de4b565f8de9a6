/** One rule that excludes experts, such as recusal or an expired licence. */
export interface ExclusionRule<E> {
  /** Recorded beside every expert whom the rule excludes, e.g. `recusal.same-employer`. */
  readonly id: string;
  readonly excludes: (expert: E) => boolean;
}

export interface Exclusion {
  readonly ref: string;
  /** Every rule that excludes the expert, in the order of the rules. */
  readonly rules: readonly string[];
}

export interface Eligibility<E> {
  readonly eligible: readonly E[];
  /** In the order of the experts, one entry for each who is left out. */
  readonly exclusions: readonly Exclusion[];
}

/** Splits a library into those who may be drawn and those who may not, with every reason. */
export function filterEligible<E extends { readonly ref: string }>(
  experts: readonly E[],
  rules: readonly ExclusionRule<E>[],
): Eligibility<E> {
  const eligible: E[] = [];
  const exclusions: Exclusion[] = [];
  for (const expert of experts) {
    const reasons = rules.filter((rule) => rule.excludes(expert)).map((rule) => rule.id);
    if (reasons.length === 0) eligible.push(expert);
    else exclusions.push({ ref: expert.ref, rules: reasons });
  }
  return { eligible, exclusions };
}
