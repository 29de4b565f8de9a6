import { verifyEventProof } from "@yuanping/shared/evidence/index.ts";
import { EncodingError, fromUtf8 } from "@yuanping/shared/tlog/index.ts";
import { messageOf, readBounded, Unreadable } from "./read-bounded.ts";

/** Far above any event and any proof. */
const maxBytes = 4 * 2 ** 20;

export type ProofFiles = Readonly<{
  proof: string;
  event: string;
  keys: readonly string[] | undefined;
}>;

/** What was found of a proof, for people and for machines. Throws {@link Unreadable}. */
export async function verifyProofFiles(files: ProofFiles) {
  const proof = textOf(files.proof);
  // Written with its line end, as every text file is; the event is the line without it.
  const event = textOf(files.event).replace(/\n$/u, "");
  try {
    const { record, size, origin, isTrusted } = await verifyEventProof(
      { proof, event },
      files.keys,
    );
    const { seq, at } = record;
    return {
      ok: true,
      origin,
      size: String(size),
      seq,
      type: record.event.type,
      at,
      isTrusted,
    } as const;
  } catch (error) {
    return { ok: false, reason: messageOf(error) } as const;
  }
}

export function proofLine(
  found: Awaited<ReturnType<typeof verifyProofFiles>>,
  isChinese: boolean,
): string {
  if (!found.ok) return isChinese ? `不能证明:${found.reason}` : `Not proven: ${found.reason}`;
  const { origin, size, seq, type, at, isTrusted } = found;
  const when = new Date(at).toISOString();
  if (isChinese) {
    const key = isTrusted ? "公钥为您所信任" : "公钥取自证明文件,是否可信取决于其来源";
    return `已证明:${origin} 签名覆盖的 ${size} 条事件中,第 ${seq} 条为 ${type}(${when})。${key}。`;
  }
  const key = isTrusted
    ? "by a key that you trust"
    : "the key comes from the proof itself and is only as good as its source";
  return `Proven: event ${seq} of the ${size} signed as ${origin} is ${type} at ${when}; ${key}.`;
}

function textOf(path: string): string {
  try {
    return fromUtf8(readBounded(path, maxBytes));
  } catch (error) {
    if (error instanceof EncodingError) throw new Unreadable(`${path}: not UTF-8`);
    throw error;
  }
}
