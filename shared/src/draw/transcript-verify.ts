import { SHA_256, type HashAlgorithm } from "../tlog/hash-algorithm.ts";
import { transcriptSchema, type Transcript } from "./transcript.ts";
import { allOf, fail, type TranscriptCheck, type Verdict } from "./transcript-check.ts";
import { checkChances, checkCounts, checkNumbers, checkPanels } from "./transcript-checks-draw.ts";
import { checkNumberSets } from "./transcript-checks-numbers.ts";
import { checkAttempts, checkRounds, checkRules } from "./transcript-checks-rounds.ts";
import { checkCommits, checkPool, checkSpec } from "./transcript-checks-seal.ts";
import { checkKeys, checkReveals } from "./transcript-checks-seed.ts";
import { replayRounds } from "./transcript-replay.ts";

/** What needs keys or a log, asked of the caller; `ok: null` where the caller cannot tell. */
export interface LogChecks {
  /** The parties' signatures over drawId. */
  readonly specSigned: (transcript: Transcript) => Verdict;
  /** Signatures over commits, commits before the freeze, cosignatures as the policy demands. */
  readonly frozen: (transcript: Transcript) => Verdict;
  /** The beacon's own signature, round by round. */
  readonly beacons: (transcript: Transcript) => Verdict;
  /** Declines signed or evidenced in the log. */
  readonly declines: (transcript: Transcript) => Verdict;
  /** Every step included in the log; draw numbers without gaps. */
  readonly included: (transcript: Transcript) => Verdict;
}

export interface TranscriptReport {
  readonly checks: readonly TranscriptCheck[];
}

const NAMES = [
  "spec",
  "pool",
  "commits",
  "reveals",
  "keys",
  "counts",
  "numbers",
  "panels",
  "rules",
  "chances",
  "rounds",
  "log",
  "sets",
] as const;

/**
 * Checks a whole draw against its transcript and the published pool, in thirteen named checks. All
 * run, whatever the first finds; what depends on something unreadable fails with it.
 *
 * @param transcript parsed JSON from anyone
 * @param poolLines the lines of `pool.ndjson`, without line ends
 */
export function verifyTranscript(
  transcript: unknown,
  poolLines: readonly string[],
  log: LogChecks,
  algorithm: HashAlgorithm = SHA_256,
): TranscriptReport {
  const parsed = transcriptSchema.safeParse(transcript);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const reason = `not a transcript: ${issue?.path.join(".")}: ${issue?.message}`;
    return { checks: numbered(NAMES.map(() => fail(reason))) };
  }
  const stated = parsed.data;
  const { verdict, pool } = checkPool(stated, poolLines, algorithm);
  const rounds = pool === null ? null : replayRounds(stated.spec, pool, stated.rounds);
  const unread = fail("the pool cannot be read");
  return {
    checks: numbered([
      allOf([checkSpec(stated), log.specSigned(stated)]),
      verdict,
      allOf([checkCommits(stated), log.frozen(stated)]),
      allOf([checkReveals(stated), log.beacons(stated)]),
      checkKeys(stated),
      rounds === null ? unread : checkCounts(rounds),
      rounds === null ? unread : checkNumbers(rounds),
      rounds === null ? unread : checkPanels(rounds),
      rounds === null || pool === null ? unread : checkRules(stated, pool, rounds),
      rounds === null || pool === null ? unread : checkChances(stated, pool, rounds),
      rounds === null ? unread : allOf([checkRounds(rounds), log.declines(stated)]),
      allOf([checkAttempts(stated), log.included(stated)]),
      rounds === null ? unread : checkNumberSets(stated, rounds),
    ]),
  };
}

function numbered(verdicts: readonly Verdict[]): readonly TranscriptCheck[] {
  return verdicts.map((verdict, index) => ({
    number: index + 1,
    name: NAMES[index] ?? "",
    ...verdict,
  }));
}
