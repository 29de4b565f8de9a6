export const mutationKinds = [
  "byte",
  "bit",
  "insert",
  "delete",
  "truncate",
  "splice",
  "drop line",
  "repeat line",
  "swap lines",
] as const;
export type MutationKind = (typeof mutationKinds)[number];

const newline = 0x0a;
/** The longest stretch that is inserted, deleted or moved, in bytes. */
const longest = 64;

/** A copy of `bytes` that differs from them by one mutation; a kind that changes nothing there becomes a changed byte. */
export function mutated(bytes: Uint8Array, kind: MutationKind, random: () => number): Uint8Array {
  const made = ways[kind](bytes, below(random));
  return Buffer.compare(made, bytes) === 0 ? ways.byte(bytes, below(random)) : made;
}

/** A whole number from 0 up to, not including, its argument. */
type Below = (count: number) => number;
const below =
  (random: () => number): Below =>
  (count) =>
    Math.floor(random() * count);

const ways: Readonly<Record<MutationKind, (bytes: Uint8Array, below: Below) => Uint8Array>> = {
  byte: (bytes, below) => changed(bytes, below(bytes.length), 1 + below(255)),
  bit: (bytes, below) => changed(bytes, below(bytes.length), 1 << below(8)),
  insert: (bytes, below) => {
    const at = below(bytes.length + 1);
    const added = Uint8Array.from({ length: 1 + below(longest) }, () => below(256));
    return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);
  },
  delete: (bytes, below) => {
    const at = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(longest))]);
  },
  truncate: (bytes, below) => bytes.slice(0, below(bytes.length)),
  splice: (bytes, below) => {
    const from = below(bytes.length);
    const piece = bytes.slice(from, from + 1 + below(longest));
    const rest = Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + piece.length)]);
    const at = below(rest.length + 1);
    return Buffer.concat([rest.subarray(0, at), piece, rest.subarray(at)]);
  },
  "drop line": (bytes, below) => {
    const lines = linesOf(bytes);
    return Buffer.concat(lines.toSpliced(below(lines.length), 1));
  },
  "repeat line": (bytes, below) => {
    const lines = linesOf(bytes);
    const line = lines[below(lines.length)] ?? new Uint8Array();
    return Buffer.concat(lines.toSpliced(below(lines.length + 1), 0, line));
  },
  "swap lines": (bytes, below) => {
    const lines = linesOf(bytes);
    const [one, other] = [below(lines.length), below(lines.length)];
    const [first, second] = [lines[one], lines[other]];
    if (first === undefined || second === undefined) return bytes;
    return Buffer.concat(lines.with(one, second).with(other, first));
  },
};

function changed(bytes: Uint8Array, at: number, difference: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ difference;
  return copy;
}

/** Every line with its end; what follows the last end is a line too. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(newline, from);
    const next = end === -1 ? bytes.length : end + 1;
    lines.push(bytes.subarray(from, next));
    from = next;
  }
  return lines;
}
