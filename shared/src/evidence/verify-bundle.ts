import { SHA_256, type HashAlgorithm } from "../tlog/index.ts";
import {
  fail,
  noEvents,
  pass,
  unchecked,
  type Check,
  type CheckName,
  type Extent,
  type Finding,
} from "./check.ts";
import { checkCheckpoints, checkRoot } from "./checks/checkpoint.ts";
import { checkDraw } from "./checks/draw.ts";
import { vouchedLines, wholeLines, type Vouching } from "./checks/events.ts";
import type { Checksum } from "./crc32.ts";
import { checkManifest, readManifest } from "./checks/manifest.ts";
import { redactedLines } from "./checks/redacted-lines.ts";
import type { RecordingIndex } from "./checks/recordings.ts";
import { checkReport } from "./checks/report.ts";
import { checkRules, holds } from "./checks/rules.ts";
import type { WitnessedGate } from "./checks/gate-keeper.ts";
import type { WitnessReading } from "./checks/witnesses.ts";
import { checkTotals, type BidTotal, type TotalsReading } from "./checks/totals.ts";
import type { Folded } from "./fold.ts";
import { logKeysIn } from "./log-keys.ts";
import { redactedFormat, type Manifest } from "./manifest.ts";
import { looksLikeZip, readStoredZip, type ZipReading } from "./stored-zip-reader.ts";
import { Walk } from "./walk.ts";
import { witnessFiles } from "./witness-files.ts";

/** What was found of a bundle. `ok` when every check holds. */
export type Verification = Readonly<{
  ok: boolean;
  /** False when the bytes are no ZIP at all, so that nothing could be checked. */
  readable: boolean;
  checks: readonly Check[];
  evaluation?: string;
  /** Events in the stream, as the manifest has it. */
  size?: number;
  totals?: readonly BidTotal[];
  /** Every gate that the tender's witnessing asked for, and who cosigned it. */
  gates?: readonly WitnessedGate[];
  /** Of a redacted bundle: lines whose text is withheld. What holds of it holds no further than each check's extent. */
  withheld?: number;
  /** The recordings that the stream names, where every event can be read. */
  recordings?: RecordingIndex;
  /** The documents that the unsealed bids name, where every command can be decided again. */
  documents?: readonly NamedDocument[];
}>;

/** A document of a bid, as its envelope names it. */
export type NamedDocument = Readonly<{ bid: string; name: string; sha256: string; size: number }>;

export type VerifyOptions = Readonly<{
  /** Log keys in C2SP form that the reader has from elsewhere; the bundle must be signed by one of them. */
  trustedKeys?: readonly string[];
  /** Told of every check as soon as it is made. */
  onCheck?: (check: Check) => void;
  /** SHA-256 and CRC-32 as the platform has them, where those are faster than the ones that run everywhere. */
  algorithm?: HashAlgorithm;
  checksum?: Checksum;
  /** Which lines of a whole bundle another thread, which runs the same reader, has found to be events. */
  isVouched?: Vouching;
}>;

/**
 * Checks an evidence bundle from anyone, in eighteen named checks in their order. All are made, whatever the first find;
 * what depends on something unreadable fails with it. Never throws, and takes time and memory in proportion to the
 * bytes: beside them it holds an evaluation's state and the ids of its commands. Runs in Node and in browsers.
 */
export async function verifyBundle(
  bytes: Uint8Array,
  { trustedKeys, onCheck, algorithm = SHA_256, checksum, isVouched }: VerifyOptions = {},
): Promise<Verification> {
  if (!looksLikeZip(bytes)) return { ok: false, readable: false, checks: [] };
  const zip = readStoredZip(bytes, checksum);
  const { entries } = zip;
  const files = new Map(entries.map((entry) => [entry.name, entry.bytes]));
  const manifest = readManifest(entries);
  const isRedacted = manifest?.format === redactedFormat;
  const list = new Checklist(onCheck, isRedacted);
  const own = isRedacted ? redactedLines(algorithm) : wholeLines(algorithm);
  const read =
    isRedacted || isVouched === undefined ? own : vouchedLines(own, isVouched, algorithm);
  await list.make("container", () => containerFinding(zip));
  await list.make("manifest", () => checkManifest(entries, manifest, algorithm));
  const walk = new Walk({ files, manifest, algorithm, read });
  const { roots, execution } = walk;
  const folded = walk.isReadable ? execution.folded() : undefined;

  await list.make("events", () => walk.events());
  await list.make("sequence", () => walk.sequence());
  await list.make("chain", () => walk.chain());
  await list.make("time", () => walk.time());
  await list.make("root", () => checkRoot(roots, manifest));
  const keys = manifest === undefined ? [] : await attempt(() => logKeysIn(manifest, files));
  const logKeys = typeof keys === "string" ? [] : keys;
  await list.make("checkpoint", () =>
    checkCheckpoints({
      manifest,
      logKeys: typeof keys === "string" ? fail(keys, `密钥更换记录不成立(${keys})`) : keys,
      roots,
      files,
      trustedKeys,
    }),
  );
  const witnessed = await list.take("witnesses", () =>
    witnessesOf(walk, manifest, logKeys, files, folded),
  );
  await list.make("rules", () => checkRules(walk.isReadable ? walk.opening : undefined, files));
  await list.make("commitments", () => walk.commitments());
  await list.make("sealing", () => walk.sealing());
  await list.make("execution", () => walk.reexecution());
  await list.make("draw", () =>
    checkDraw({ state: folded?.state, roots, files, manifest, logKeys }),
  );
  const totals = await list.take("totals", () => totalsOf(walk, files));
  await list.make("report", () => (isRedacted ? reportWithheld : checkReport(folded, files)));
  await list.make("signatures", () => walk.stands.finding(folded));
  await list.make("recordings", () => walk.recorded());
  await list.make("closed", () => walk.closing());

  return {
    ok: list.checks.every(({ ok }) => ok),
    readable: true,
    checks: list.checks,
    ...(manifest === undefined ? {} : { evaluation: manifest.evaluation, size: manifest.size }),
    ...(witnessed === undefined ? {} : { gates: witnessed.gates }),
    ...(isRedacted ? { withheld: walk.withheld } : {}),
    ...(walk.isReadable ? { recordings: walk.recordings.index() } : {}),
    ...(folded === undefined ? {} : { documents: documentsOf(folded) }),
    ...(totals?.totals === undefined ? {} : { totals: totals.totals }),
  };
}

function documentsOf({ state }: Folded): readonly NamedDocument[] {
  return state.bids.flatMap(({ id: bid, documents = [] }) =>
    documents.map(({ name, sha256, size }) => ({ bid, name, sha256, size })),
  );
}

function totalsOf(walk: Walk, files: ReadonlyMap<string, Uint8Array>): TotalsReading {
  return walk.isReadable
    ? checkTotals(walk.caseReader.end(), files)
    : { finding: unchecked(noEvents), totals: undefined };
}

/** The gates, and that the policy beside them is theirs. */
async function witnessesOf(
  walk: Walk,
  manifest: Manifest | undefined,
  logKeys: readonly string[],
  files: ReadonlyMap<string, Uint8Array>,
  folded: Folded | undefined,
): Promise<WitnessReading> {
  const { roots, witnesses } = walk;
  const reading = await witnesses.reading({
    manifest,
    logKeys,
    roots: walk.isReadable ? roots : undefined,
    files,
  });
  if (!reading.finding.ok || folded === undefined || manifest === undefined) return reading;
  const policy = witnessFiles(folded.state, manifest.vkey)["policy.txt"];
  const isRight =
    policy === undefined ? !files.has("policy.txt") : holds(files, "policy.txt", policy);
  return isRight
    ? reading
    : {
        ...reading,
        finding: fail("policy.txt is not the record's policy", "policy.txt 与记录不符"),
      };
}

function containerFinding({ entries, fault }: ZipReading): Finding {
  return fault === undefined
    ? pass(`${entries.length} entries, byte for byte`, `${entries.length} 个条目,逐字节相符`)
    : fail(fault, `容器被改动(${fault})`);
}

const reportWithheld = pass(
  "withheld: it names everybody, and can be checked in the whole bundle only",
  "隐去:报告载有全部名称,仅能以完整的证据包核验",
);

/** Checks that need nothing but leaf hashes, files, and lines that are never withheld. */
const wholeWhenRedacted: ReadonlySet<CheckName> = new Set<CheckName>([
  "container",
  "manifest",
  "root",
  "checkpoint",
  "closed",
]);

function extentOf(name: CheckName): Extent {
  if (name === "report") return "none";
  return wholeWhenRedacted.has(name) ? "whole" : "part";
}

/** Collects checks; one that throws, on input that nobody foresaw, has failed and the others go on. */
class Checklist {
  readonly checks: Check[] = [];
  readonly #onCheck: VerifyOptions["onCheck"];
  readonly #isRedacted: boolean;

  constructor(onCheck: VerifyOptions["onCheck"], isRedacted: boolean) {
    this.#onCheck = onCheck;
    this.#isRedacted = isRedacted;
  }

  async make(name: CheckName, check: () => Finding | Promise<Finding>): Promise<void> {
    await this.take(name, async () => ({ finding: await check() }));
  }

  /** As `make`, for a check that also finds something worth showing. */
  async take<T extends Readonly<{ finding: Finding }>>(
    name: CheckName,
    check: () => T | Promise<T>,
  ): Promise<T | undefined> {
    const made = await attempt(check);
    const isFault = typeof made === "string";
    const { unmade = false, ...finding } = isFault ? fail(made, `无法核验(${made})`) : made.finding;
    const extent = unmade ? "none" : this.#isRedacted ? extentOf(name) : "whole";
    const entry = { name, extent, ...finding } as const;
    this.checks.push(entry);
    this.#onCheck?.(entry);
    return isFault ? undefined : made;
  }
}

/** What the check found, or the message of what it threw. */
async function attempt<T>(check: () => T | Promise<T>): Promise<T | string> {
  try {
    return await check();
  } catch (error) {
    return error instanceof Error ? error.message : "unforeseen";
  }
}
