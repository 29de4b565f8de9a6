/** What one check found. `ok: null` means that it could not be decided with what was given. */
export interface Verdict {
  readonly ok: boolean | null;
  readonly detail: string;
}

export interface TranscriptCheck extends Verdict {
  readonly number: number;
  readonly name: string;
}

export function pass(detail: string): Verdict {
  return { ok: true, detail };
}

export function fail(detail: string): Verdict {
  return { ok: false, detail };
}

/** The first failure, else the first undecided verdict, else all details together. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  const worst =
    verdicts.find((verdict) => verdict.ok === false) ??
    verdicts.find((verdict) => verdict.ok === null);
  return worst ?? pass(verdicts.map((verdict) => verdict.detail).join("; "));
}
