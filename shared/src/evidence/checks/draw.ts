import { transcriptOf } from "../../evaluation/ceremony/transcript.ts";
import { poolLines, verifyTranscript, type Transcript, type Verdict } from "../../draw/index.ts";
import type { Evaluation } from "../../evaluation/index.ts";
import { equalBytes } from "../../tlog/index.ts";
import { fail, noState, pass, unchecked, type Finding } from "../check.ts";
import { drawFiles } from "../derived-files.ts";
import type { Manifest } from "../manifest.ts";
import { commitmentHolds, cosignedCheckpoint, logVerifier } from "../party-signatures.ts";
import type { Roots } from "./checkpoint.ts";
import { holds } from "./rules.ts";

type Source = Readonly<{
  state: Evaluation | undefined;
  roots: Roots | undefined;
  files: ReadonlyMap<string, Uint8Array>;
  manifest: Manifest | undefined;
}>;

/**
 * The draw, repeated from its transcript in the twelve checks of its own: who signed what, that the frozen checkpoint is
 * one of this very log, the keys, the count, the numbers, the panels and the rules.
 */
export async function checkDraw({ state, roots, files, manifest }: Source): Promise<Finding> {
  if (state === undefined || roots === undefined || manifest === undefined) {
    return unchecked(noState);
  }
  const due = drawFiles(state);
  for (const name of ["transcript.json", "pool.ndjson"] as const) {
    const text = due[name];
    const isRight = text === undefined ? !files.has(name) : holds(files, name, text);
    if (!isRight) return fail(`${name} is not what the events give`, `${name} 与事件不符`);
  }
  const transcript = transcriptOf(state);
  if (transcript === undefined) {
    return state.panel.members.length === 0
      ? pass("no panel has been drawn", "尚未抽取评标委员会")
      : fail("there is a panel without a draw", "有评标委员会而无抽取记录");
  }
  const signed = await commitmentsVerdict(transcript);
  const frozen = await frozenVerdict(transcript, state, roots, manifest);
  const fromLog: Verdict = { ok: true, detail: "every step is an event of this log" };
  const { checks } = verifyTranscript(transcript, [...poolLines(state.panel.pool)], {
    specSigned: () => signed,
    frozen: () => frozen,
    beacons: () => fromLog,
    declines: () => fromLog,
    included: () => fromLog,
  });
  const fault = checks.find(({ ok }) => ok !== true);
  const { rounds, chances } = transcript;
  return fault === undefined
    ? pass(
        `${checks.length} checks, ${rounds.length} round(s), panel ${rounds[0]?.U} of ${chances.N}`,
        `${checks.length} 项核验通过,共 ${rounds.length} 轮,在 ${chances.N} 种组合中抽得第 ${rounds[0]?.U} 号`,
      )
    : fail(
        `check ${fault.number} (${fault.name}): ${fault.detail}`,
        `抽取核验第 ${fault.number} 项(${fault.name})不符:${fault.detail}`,
      );
}

async function commitmentsVerdict({ spec, drawId, commits }: Transcript): Promise<Verdict> {
  for (const { party, anchor, signature } of commits) {
    const vkey = spec.parties.find(({ id }) => id === party)?.vkey ?? "";
    if (!(await commitmentHolds({ vkey, drawId, party, anchor, signature }))) {
      return { ok: false, detail: `the signature of ${party} is wrong` };
    }
  }
  return { ok: true, detail: `${commits.length} signatures` };
}

/** The log and every party signed one checkpoint; it holds every commitment and has the root that the events give. */
async function frozenVerdict(
  { spec, freeze }: Transcript,
  { panel }: Evaluation,
  roots: Roots,
  { vkey, stream }: Manifest,
): Promise<Verdict> {
  const log = await logVerifier(vkey, stream);
  const keys = spec.parties.map((party) => party.vkey);
  const checkpoint = await cosignedCheckpoint(freeze, log, keys);
  if (checkpoint === undefined) return { ok: false, detail: "not signed by log and all parties" };
  const { size, root } = checkpoint;
  if (size < BigInt(panel.ceremony.sealedSize) || size > BigInt(roots.size)) {
    return { ok: false, detail: `the frozen checkpoint over ${size} lacks commitments` };
  }
  const found = roots.at(size);
  return found !== undefined && equalBytes(found, root)
    ? { ok: true, detail: `frozen at ${size} events by ${keys.length} parties` }
    : { ok: false, detail: "the frozen checkpoint is not of this log" };
}
