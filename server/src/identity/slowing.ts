/**
 * How guessing is slowed: a few wrong passwords cost nothing, every further one doubles the wait before the next may
 * be tried. The same arithmetic for every kind of subject; only where the waiting begins differs.
 */

export type Failures = Readonly<{ count: number; lastAt: number }>;

/** A person mistypes twice; the wait begins with the third failure: 1 s, 2 s, 4 s … */
export const FREE_FAILURES_OF_LOGIN = 2;
/** A whole centre may sit behind one address, so that the mistakes of many people add up there. */
export const FREE_FAILURES_OF_ADDRESS = 20;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** Failures are forgotten after this long without another; longer than any wait, so that waiting it out gains nothing. */
export const FORGET_AFTER_MS = 60 * 60_000;

/** Milliseconds that are left at `at` before the next attempt counts; 0 when it may be made now. */
export function waitLeft(failures: Failures, freeFailures: number, at: number): number {
  const waiting = failures.count - freeFailures;
  if (waiting <= 0) {
    return 0;
  }
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (waiting - 1), LONGEST_WAIT_MS);
  return Math.max(0, failures.lastAt + wait - at);
}

/** The failures after one more at `at`. */
export function withFailure(failures: Failures, at: number): Failures {
  const forgotten = at - failures.lastAt > FORGET_AFTER_MS;
  return { count: forgotten ? 1 : failures.count + 1, lastAt: at };
}
