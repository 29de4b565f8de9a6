import { z } from "zod";
import {
  CompactRange,
  equalBytes,
  fromUtf8,
  hex,
  parseCheckpoint,
  parseNote,
  verifyCheckpoint,
  type Checkpoint,
  type HashAlgorithm,
} from "../../tlog/index.ts";
import { fail, noManifest, pass, unchecked, type Finding } from "../check.ts";
import { splitNotes } from "../checkpoint-list.ts";
import type { Manifest } from "../manifest.ts";
import { logVerifiers } from "../party-signatures.ts";

const frozenSchema = z.looseObject({ freeze: z.string() });

/** Leaf hashes that are folded together; more at once copies the right edge of the tree less often. */
const leavesAtOnce = 1024;

/** Folds leaf after leaf, and keeps the roots of the sizes that somebody signed. */
export class Roots {
  readonly #wanted: ReadonlySet<number>;
  readonly #roots = new Map<number, Uint8Array>();
  #range: CompactRange;
  #pending: Uint8Array[] = [];
  size = 0;

  constructor(wanted: ReadonlySet<number>, algorithm: HashAlgorithm) {
    this.#wanted = wanted;
    this.#range = CompactRange.empty(algorithm);
  }

  add(leaf: Uint8Array): void {
    this.#pending.push(leaf);
    this.size += 1;
    if (this.#wanted.has(this.size)) this.#roots.set(this.size, this.root());
    else if (this.#pending.length === leavesAtOnce) this.#fold();
  }

  /** The root over all leaves so far. */
  root(): Uint8Array {
    this.#fold();
    return this.#range.root();
  }

  /** The root over the first `size` leaves; undefined where nobody wanted it, or there were not as many. */
  at(size: bigint): Uint8Array | undefined {
    return size > BigInt(this.size) ? undefined : this.#roots.get(Number(size));
  }

  #fold(): void {
    this.#range = this.#range.appendAll(this.#pending);
    this.#pending = [];
  }
}

/** The Merkle root over all leaves is the manifest's. */
export function checkRoot(roots: Roots | undefined, manifest: Manifest | undefined): Finding {
  if (manifest === undefined) return unchecked(noManifest);
  if (roots === undefined) {
    return unchecked({ en: "there are no events", zh: "没有事件" });
  }
  const root = hex(roots.root());
  return root === manifest.root && roots.size === manifest.size
    ? pass(root, root)
    : fail(`the events give ${root} over ${roots.size}`, `由事件算得 ${root},共 ${roots.size} 条`);
}

/** The sizes of which the enclosed notes speak, signed or not; their signatures are for `checkCheckpoints`. */
export function signedSizes(files: ReadonlyMap<string, Uint8Array>): ReadonlySet<number> {
  return new Set([
    ...sizesOf(() => notesIn(files)),
    ...sizesOf(() => frozenIn(files)),
    ...sizesOf(() => reportedIn(files)),
  ]);
}

/** A note that cannot be read is a failed check later; no root is needed for it. */
function sizesOf(notes: () => readonly string[]): readonly number[] {
  return orNone(notes).flatMap((note) =>
    orNone(() => [Number(parseCheckpoint(parseNote(note).text).size)]),
  );
}

function orNone<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** The note that the parties of the draw froze, as the transcript has it. Throws what reading throws. */
function frozenIn(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const file = files.get("transcript.json");
  if (file === undefined) return [];
  return [frozenSchema.parse(JSON.parse(fromUtf8(file))).freeze];
}

/** The heads that witnesses reported as contradicting one another. Throws what decoding throws. */
function reportedIn(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const file = files.get("contradictions.txt");
  return file === undefined ? [] : splitNotes(fromUtf8(file));
}

/** The enclosed notes, oldest first. Throws what decoding throws. */
export function notesIn(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const earlier = files.get("checkpoints.txt");
  const final = files.get("checkpoint.txt");
  return [
    ...(earlier === undefined ? [] : splitNotes(fromUtf8(earlier))),
    ...(final === undefined ? [] : [fromUtf8(final)]),
  ];
}

/** What the signatures are checked against. */
export type Signed = Readonly<{
  manifest: Manifest | undefined;
  /** The log's keys in C2SP form, oldest first, or why there are none to be had. */
  logKeys: readonly string[] | Finding;
  roots: Roots | undefined;
  files: ReadonlyMap<string, Uint8Array>;
  /** Log keys in C2SP form that the reader has from elsewhere; undefined when they have none. */
  trustedKeys: readonly string[] | undefined;
}>;

/** The log's key, or one that it took over from, has signed the head of exactly these events, and every earlier head that the bundle shows. */
export async function checkCheckpoints(signed: Signed): Promise<Finding> {
  const { manifest, logKeys, roots, files, trustedKeys } = signed;
  if (manifest === undefined || roots === undefined || !files.has("checkpoint.txt")) {
    return unchecked(noManifest);
  }
  if ("detail" in logKeys) return logKeys;
  if (trustedKeys !== undefined && !logKeys.some((key) => trustedKeys.includes(key))) {
    return fail("signed by a key that you do not trust", "签名公钥不在您信任的公钥之列");
  }
  const verifiers = await logVerifiers(logKeys, manifest.stream);
  const heads: Checkpoint[] = [];
  for (const note of notesIn(files)) {
    heads.push((await verifyCheckpoint(note, verifiers)).checkpoint);
  }
  const fault = headsFault(heads, roots);
  if (fault !== undefined) return fault;
  const trust =
    trustedKeys === undefined
      ? {
          en: "the key comes from the bundle itself and is only as good as its source",
          zh: "公钥取自包内,是否可信取决于您从何处得到本包",
        }
      : { en: "by a key that you trust", zh: "公钥为您所信任" };
  return pass(
    `${heads.length} signed head(s), the last over ${roots.size} events; ${trust.en}`,
    `${heads.length} 个签名检查点,最后一个覆盖 ${roots.size} 条事件;${trust.zh}`,
  );
}

/** Heads grow, and each has the root that the events up to its size give. */
function headsFault(heads: readonly Checkpoint[], roots: Roots): Finding | undefined {
  let signed = 0n;
  for (const { size, root } of heads) {
    if (size <= signed || size > BigInt(roots.size)) {
      return fail(`a head over ${size} is out of order`, `覆盖 ${size} 条的检查点次序不符`);
    }
    signed = size;
    const due = roots.at(size);
    if (due === undefined || !equalBytes(due, root)) {
      return fail(
        `the head over ${size} events has another root`,
        `覆盖 ${size} 条事件的检查点与事件不符`,
      );
    }
  }
  return signed === BigInt(roots.size)
    ? undefined
    : fail(`only ${signed} of ${roots.size} events are signed`, `仅 ${signed} 条事件有签名`);
}
