import { leafHash } from "../tlog/index.ts";
import { fail, pass, type Check, type CheckName, type Finding } from "./check.ts";
import { checkCheckpoints, checkRoot } from "./checks/checkpoint.ts";
import { checkCommitments } from "./checks/commitments.ts";
import { linesOf, readEvents } from "./checks/events.ts";
import { reexecute } from "./checks/execution.ts";
import { checkManifest, readManifest } from "./checks/manifest.ts";
import { checkChain, checkSequence, checkTime } from "./checks/order.ts";
import { checkClosed, checkReport, checkSignatures } from "./checks/report.ts";
import { checkRules } from "./checks/rules.ts";
import { checkTotals, type BidTotal } from "./checks/totals.ts";
import { looksLikeZip, readStoredZip, type ZipReading } from "./stored-zip-reader.ts";

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
}>;

export type VerifyOptions = Readonly<{
  /** Log keys in C2SP form that the reader has from elsewhere; the bundle must be signed by one of them. */
  trustedKeys?: readonly string[];
  /** Told of every check as soon as it is made. */
  onCheck?: (check: Check) => void;
}>;

/**
 * Checks an evidence bundle from anyone, in fifteen named checks in their order. All are made, whatever the first find;
 * what depends on something unreadable fails with it. Never throws, and takes time and memory in proportion to the
 * bytes. Runs in Node and in browsers.
 */
export async function verifyBundle(
  bytes: Uint8Array,
  { trustedKeys, onCheck }: VerifyOptions = {},
): Promise<Verification> {
  if (!looksLikeZip(bytes)) return { ok: false, readable: false, checks: [] };
  const list = new Checklist(onCheck);
  const zip = readStoredZip(bytes);
  const { entries } = zip;
  const files = new Map(entries.map((entry) => [entry.name, entry.bytes]));
  const manifest = readManifest(entries);
  const lines = linesOf(files.get("events.ndjson") ?? new Uint8Array());
  const leaves = lines?.map((line) => leafHash(line));

  await list.make("container", () => containerFinding(zip));
  await list.make("manifest", () => checkManifest(entries, manifest));
  const { records, finding: eventsFinding } = readEvents(lines);
  await list.make("events", () => eventsFinding);
  await list.make("sequence", () => checkSequence(records, manifest));
  await list.make("chain", () => checkChain(records, leaves ?? []));
  await list.make("time", () => checkTime(records));
  await list.make("root", () => checkRoot(leaves, manifest));
  await list.make("checkpoint", () => checkCheckpoints({ manifest, leaves, files, trustedKeys }));
  await list.make("rules", () => checkRules(records, files));
  await list.make("commitments", () => checkCommitments(records));
  const { folded, finding: executionFinding } = reexecute(records);
  await list.make("execution", () => executionFinding);
  const totals = await list.take("totals", () => checkTotals(records, files));
  await list.make("report", () => checkReport(records, folded, files));
  await list.make("signatures", () => checkSignatures(records, folded));
  await list.make("closed", () => checkClosed(records));

  return {
    ok: list.checks.every(({ ok }) => ok),
    readable: true,
    checks: list.checks,
    ...(manifest === undefined ? {} : { evaluation: manifest.evaluation, size: manifest.size }),
    ...(totals?.totals === undefined ? {} : { totals: totals.totals }),
  };
}

function containerFinding({ entries, fault }: ZipReading): Finding {
  return fault === undefined
    ? pass(`${entries.length} entries, byte for byte`, `${entries.length} 个条目,逐字节相符`)
    : fail(fault, `容器被改动(${fault})`);
}

/** Collects checks; one that throws, on input that nobody foresaw, has failed and the others go on. */
class Checklist {
  readonly checks: Check[] = [];
  readonly #onCheck: VerifyOptions["onCheck"];

  constructor(onCheck: VerifyOptions["onCheck"]) {
    this.#onCheck = onCheck;
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
    const finding = isFault ? fail(made, `无法核验(${made})`) : made.finding;
    const entry = { name, ...finding };
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
