import { streamOf } from "../contracts/record.ts";
import {
  transcriptSchema,
  verifyTranscript,
  type Transcript,
  type TranscriptCheck,
  type Verdict,
} from "../draw/index.ts";
import type { HashAlgorithm } from "../tlog/index.ts";
import { commitmentHolds, cosignedCheckpoint, logVerifiers } from "./party-signatures.ts";

/**
 * A draw by its transcript and pool alone: the thirteen checks, with every party's signatures and, where a log's key is
 * known, that the log signed what they froze. Whether every step stands in that log only a bundle can show (`ok: null`).
 *
 * @param transcript parsed JSON from anyone
 * @param poolLines the lines of `pool.ndjson`, without line ends
 * @param logKeys keys of the log, in C2SP form
 */
export async function verifyDrawAlone(
  transcript: unknown,
  poolLines: readonly string[],
  logKeys: readonly string[],
  algorithm?: HashAlgorithm,
): Promise<readonly TranscriptCheck[]> {
  const parsed = transcriptSchema.safeParse(transcript);
  const missing: Verdict = { ok: false, detail: "not a transcript" };
  const signed = parsed.success ? await commitmentsVerdict(parsed.data) : missing;
  const frozen = parsed.success ? await freezeVerdict(parsed.data, logKeys) : missing;
  const elsewhere: Verdict = { ok: null, detail: "shown by the whole bundle only" };
  const log = {
    specSigned: () => signed,
    frozen: () => frozen,
    beacons: ({ spec }: Transcript): Verdict =>
      spec.beacon === null ? { ok: true, detail: "no beacon is mixed in" } : elsewhere,
    declines: ({ rounds }: Transcript): Verdict =>
      rounds.every(({ vacancies }) => vacancies.length === 0)
        ? { ok: true, detail: "nobody left" }
        : elsewhere,
    included: () => elsewhere,
  };
  return verifyTranscript(transcript, poolLines, log, algorithm).checks;
}

/** Each party's own key signed the draw, and with it the whole spec, beside its anchor. */
export async function commitmentsVerdict({ spec, drawId, commits }: Transcript): Promise<Verdict> {
  for (const { party, anchor, signature } of commits) {
    const vkey = spec.parties.find(({ id }) => id === party)?.vkey ?? "";
    if (!(await commitmentHolds({ vkey, drawId, party, anchor, signature }))) {
      return { ok: false, detail: `the signature of ${party} is wrong` };
    }
  }
  return { ok: true, detail: `${commits.length} signatures` };
}

async function freezeVerdict(
  { spec, freeze }: Transcript,
  logKeys: readonly string[],
): Promise<Verdict> {
  if (logKeys.length === 0) return { ok: null, detail: "no key of the log is known" };
  const keys = spec.parties.map(({ vkey }) => vkey);
  for (const vkey of logKeys) {
    const logs = await logVerifiers([vkey], streamOf(spec.lotId));
    const checkpoint = await cosignedCheckpoint(freeze, logs, keys);
    if (checkpoint !== undefined) {
      return { ok: true, detail: `frozen at ${checkpoint.size} events by ${keys.length} parties` };
    }
  }
  return { ok: false, detail: "not signed by log and all parties" };
}
