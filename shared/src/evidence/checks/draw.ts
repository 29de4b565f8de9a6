import { transcriptFrom, transcriptOf } from "../../evaluation/ceremony/transcript.ts";
import {
  poolLines,
  verifyTranscript,
  type PoolEntry,
  type Transcript,
  type Verdict,
} from "../../draw/index.ts";
import type { Evaluation } from "../../evaluation/index.ts";
import { equalBytes } from "../../tlog/index.ts";
import { fail, noState, pass, unchecked, type Finding } from "../check.ts";
import { drawFileNames, drawFiles } from "../derived-files.ts";
import type { Manifest } from "../manifest.ts";
import { commitmentsVerdict } from "../draw-alone.ts";
import { cosignedCheckpoint, logVerifiers } from "../party-signatures.ts";
import type { Roots } from "./checkpoint.ts";
import { holds } from "./rules.ts";

type Source = Readonly<{
  state: Evaluation | undefined;
  roots: Roots | undefined;
  files: ReadonlyMap<string, Uint8Array>;
  manifest: Manifest | undefined;
  /** The log's keys in C2SP form, oldest first. */
  logKeys: readonly string[];
}>;

type Log = Readonly<{ keys: readonly string[]; stream: string }>;

/**
 * The draw, repeated from its transcript in the checks of its own: who signed what, that the frozen checkpoint is
 * one of this very log, the keys, the count, the numbers, the panels and the rules.
 */
export async function checkDraw(source: Source): Promise<Finding> {
  const { state, roots, files, manifest, logKeys } = source;
  if (state === undefined || roots === undefined || manifest === undefined) {
    return unchecked(noState);
  }
  const due = drawFiles(state);
  for (const name of drawFileNames) {
    const text = due[name];
    const isRight = text === undefined ? !files.has(name) : holds(files, name, text);
    if (!isRight) return fail(`${name} is not what the events give`, `${name} 与事件不符`);
  }
  const { past, sealedSize } = state.panel.ceremony;
  const transcript = transcriptOf(state);
  const draws: readonly Draw[] = [
    ...past.map((draw) => ({
      transcript: transcriptFrom(draw.sealed),
      pool: draw.pool,
      from: draw.sealedSize,
    })),
    ...(transcript === undefined ? [] : [{ transcript, pool: state.panel.pool, from: sealedSize }]),
  ];
  const [first] = draws;
  if (first === undefined) {
    return state.panel.members.length === 0
      ? pass("no panel has been drawn", "尚未抽取评标委员会")
      : fail("there is a panel without a draw", "有评标委员会而无抽取记录");
  }
  for (const draw of draws) {
    const fault = await faultOf(draw, roots, { keys: logKeys, stream: manifest.stream });
    if (fault !== undefined) return fault;
  }
  const rounds = draws.reduce((sum, draw) => sum + draw.transcript.rounds.length, 0);
  const { N } = first.transcript.chances;
  const U = first.transcript.rounds[0]?.U;
  return pass(
    `13 checks, ${draws.length} draw(s), ${rounds} round(s), panel ${U} of ${N}${numbersOf(draws)}`,
    `13 项核验通过,共 ${draws.length} 次抽取 ${rounds} 轮,在 ${N} 种组合中抽得第 ${U} 号${numbersOf(draws)}`,
  );
}

/** The numbers that were drawn beside members, after a separator; empty where none were. */
function numbersOf(draws: readonly Draw[]): string {
  return draws
    .flatMap(({ transcript }) => transcript.rounds)
    .flatMap(({ numbers }) => numbers?.drawn ?? [])
    .map(({ name, values }) => `; ${name} = ${values.join(", ")}`)
    .join("");
}

type Draw = Readonly<{ transcript: Transcript; pool: readonly PoolEntry[]; from: number }>;

/** What is wrong with one draw, by the number of its check. */
async function faultOf(
  { transcript, pool, from }: Draw,
  roots: Roots,
  log: Log,
): Promise<Finding | undefined> {
  const signed = await commitmentsVerdict(transcript);
  const frozen = await frozenVerdict(transcript, from, roots, log);
  const fromLog: Verdict = { ok: true, detail: "every step is an event of this log" };
  const { checks } = verifyTranscript(transcript, [...poolLines(pool)], {
    specSigned: () => signed,
    frozen: () => frozen,
    beacons: () => fromLog,
    declines: () => fromLog,
    included: () => fromLog,
  });
  const fault = checks.find(({ ok }) => ok !== true);
  return (
    fault &&
    fail(
      `draw ${transcript.spec.drawNo}, check ${fault.number} (${fault.name}): ${fault.detail}`,
      `第 ${transcript.spec.drawNo} 次抽取核验第 ${fault.number} 项(${fault.name})不符:${fault.detail}`,
    )
  );
}

/** The log and every party signed one checkpoint; it holds every commitment and has the root that the events give. */
async function frozenVerdict(
  { spec, freeze }: Transcript,
  from: number,
  roots: Roots,
  { keys: logKeys, stream }: Log,
): Promise<Verdict> {
  const logs = await logVerifiers(logKeys, stream);
  const keys = spec.parties.map((party) => party.vkey);
  const checkpoint = await cosignedCheckpoint(freeze, logs, keys);
  if (checkpoint === undefined) return { ok: false, detail: "not signed by log and all parties" };
  const { size, root } = checkpoint;
  if (size < BigInt(from) || size > BigInt(roots.size)) {
    return { ok: false, detail: `the frozen checkpoint over ${size} lacks commitments` };
  }
  const found = roots.at(size);
  return found !== undefined && equalBytes(found, root)
    ? { ok: true, detail: `frozen at ${size} events by ${keys.length} parties` }
    : { ok: false, detail: "the frozen checkpoint is not of this log" };
}
