import { base64, fromBase64 } from "./encoding.ts";
import { parseRoot, parseSize } from "./checkpoint.ts";
import { MAX_NOTE_LENGTH } from "./note.ts";
import { TlogError } from "./tlog-error.ts";

/** Everything that shows one entry to be in a witnessed log, in one text (C2SP tlog-proof). */
export interface TlogProof {
  /** Zero-based place of the entry in the log. */
  readonly index: bigint;
  /** Audit path, 32 bytes each, from the leaf's sibling up. */
  readonly hashes: readonly Uint8Array[];
  /** The signed note of the checkpoint, verbatim. */
  readonly checkpoint: string;
  /** Bytes that travel along and that nobody has signed. */
  readonly extra?: Uint8Array | undefined;
}

const HEADER = "c2sp.org/tlog-proof@v1";
/** A 64-bit index climbs at most 64 levels. */
const MAX_HASHES = 64;
const MAX_EXTRA_LENGTH = 1 << 16;
const MAX_LENGTH = MAX_NOTE_LENGTH + 2 * MAX_EXTRA_LENGTH;

/** Writes a proof file. Throws {@link TlogError} where `parseTlogProof` would not read it back. */
export function formatTlogProof(proof: TlogProof): string {
  const extra = proof.extra === undefined ? [] : [`extra ${base64(proof.extra)}`];
  const head = [HEADER, ...extra, `index ${proof.index}`, ...proof.hashes.map(base64), ""];
  const text = `${head.join("\n")}\n${proof.checkpoint}`;
  parseTlogProof(text);
  return text;
}

/** Reads a proof file. Throws {@link TlogError} `tlog-proof.*`. The checkpoint is cut out, not yet read. */
export function parseTlogProof(text: string): TlogProof {
  if (text.length > MAX_LENGTH) throw new TlogError("tlog-proof.too-long", "proof file");
  const blank = text.indexOf("\n\n");
  const [header, ...lines] = text.slice(0, Math.max(blank, 0)).split("\n");
  if (header !== HEADER) throw new TlogError("tlog-proof.syntax", "header or empty line");
  const extra = lines[0]?.startsWith("extra ") ? parseExtra(lines.shift()) : undefined;
  const index = parseIndex(lines.shift());
  if (lines.length > MAX_HASHES)
    throw new TlogError("tlog-proof.too-many-hashes", `${lines.length}`);
  const hashes = lines.map((line) => read(() => parseRoot(line), "hash"));
  const proof = { index, hashes, checkpoint: text.slice(blank + 2) };
  return extra === undefined ? proof : { ...proof, extra };
}

function parseExtra(line = ""): Uint8Array {
  if (line.length > MAX_EXTRA_LENGTH) throw new TlogError("tlog-proof.too-long", "extra data");
  return read(() => fromBase64(line.slice("extra ".length)), "extra data");
}

function parseIndex(line = ""): bigint {
  if (!line.startsWith("index ")) throw new TlogError("tlog-proof.syntax", "no index line");
  return read(() => parseSize(line.slice("index ".length)), "index");
}

/** The parts are read by the readers of other formats; their refusals become this format's. */
function read<T>(part: () => T, what: string): T {
  try {
    return part();
  } catch {
    throw new TlogError("tlog-proof.syntax", what);
  }
}
