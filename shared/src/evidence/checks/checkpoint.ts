import {
  CompactRange,
  ED25519,
  equalBytes,
  fromUtf8,
  hex,
  noteKey,
  noteVerifier,
  parseVkey,
  verifyCheckpoint,
  type Checkpoint,
  type NoteVerifier,
} from "../../tlog/index.ts";
import { fail, noManifest, pass, unchecked, type Finding } from "../check.ts";
import { splitNotes } from "../checkpoint-list.ts";
import type { Manifest } from "../manifest.ts";

/** The Merkle root over all leaves is the manifest's. */
export function checkRoot(
  leaves: readonly Uint8Array[] | undefined,
  manifest: Manifest | undefined,
): Finding {
  if (manifest === undefined) return unchecked(noManifest);
  if (leaves === undefined) {
    return unchecked({ en: "there are no events", zh: "没有事件" });
  }
  const root = hex(CompactRange.empty().appendAll(leaves).root());
  return root === manifest.root && leaves.length === manifest.size
    ? pass(root, root)
    : fail(
        `the events give ${root} over ${leaves.length}`,
        `由事件算得 ${root},共 ${leaves.length} 条`,
      );
}

/** What the signatures are checked against. */
export type Signed = Readonly<{
  manifest: Manifest | undefined;
  leaves: readonly Uint8Array[] | undefined;
  files: ReadonlyMap<string, Uint8Array>;
  /** Log keys in C2SP form that the reader has from elsewhere; undefined when they have none. */
  trustedKeys: readonly string[] | undefined;
}>;

/** The log's key has signed the head of exactly these events, and every earlier head that the bundle shows. */
export async function checkCheckpoints(signed: Signed): Promise<Finding> {
  const { manifest, leaves, files, trustedKeys } = signed;
  const final = files.get("checkpoint.txt");
  if (manifest === undefined || leaves === undefined || final === undefined) {
    return unchecked(noManifest);
  }
  if (trustedKeys !== undefined && !trustedKeys.includes(manifest.vkey)) {
    return fail("signed by a key that you do not trust", "签名公钥不在您信任的公钥之列");
  }
  const verifier = await verifierOf(manifest);
  const list = files.get("checkpoints.txt");
  const earlier = list === undefined ? [] : splitNotes(fromUtf8(list));
  const heads: Checkpoint[] = [];
  for (const note of [...earlier, fromUtf8(final)]) {
    heads.push((await verifyCheckpoint(note, [verifier])).checkpoint);
  }
  const fault = headsFault(heads, leaves);
  if (fault !== undefined) return fault;
  const trust =
    trustedKeys === undefined
      ? {
          en: "the key comes from the bundle itself and is only as good as its source",
          zh: "公钥取自包内,是否可信取决于您从何处得到本包",
        }
      : { en: "by a key that you trust", zh: "公钥为您所信任" };
  return pass(
    `${heads.length} signed head(s), the last over ${leaves.length} events; ${trust.en}`,
    `${heads.length} 个签名检查点,最后一个覆盖 ${leaves.length} 条事件;${trust.zh}`,
  );
}

/**
 * The installation's one key signs each stream under the stream's own origin, `<name>/evaluation/<id>`, as C2SP asks of a
 * log, so that a head of one stream is never taken for another's.
 */
async function verifierOf({ vkey, stream }: Manifest): Promise<NoteVerifier> {
  const { name, publicKey } = parseVkey(vkey);
  return noteVerifier(noteKey(`${name}/${stream}`, ED25519, publicKey));
}

/** Heads grow, and each has the root that the events up to its size give. */
function headsFault(
  heads: readonly Checkpoint[],
  leaves: readonly Uint8Array[],
): Finding | undefined {
  let range = CompactRange.empty();
  for (const { size, root } of heads) {
    if (size <= BigInt(range.size) || size > BigInt(leaves.length)) {
      return fail(`a head over ${size} is out of order`, `覆盖 ${size} 条的检查点次序不符`);
    }
    range = range.appendAll(leaves.slice(range.size, Number(size)));
    if (!equalBytes(range.root(), root)) {
      return fail(
        `the head over ${size} events has another root`,
        `覆盖 ${size} 条事件的检查点与事件不符`,
      );
    }
  }
  return range.size === leaves.length
    ? undefined
    : fail(
        `only ${range.size} of ${leaves.length} events are signed`,
        `仅 ${range.size} 条事件有签名`,
      );
}
