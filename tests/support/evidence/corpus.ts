import { concatBytes, fromUtf8, utf8 } from "@yuanping/shared/tlog/index.ts";
import { z } from "zod";

/**
 * An altered file as a list of pieces: `[from, to]` are the base file's bytes from `from` up to and without `to`, a
 * string is itself in UTF-8, and `{"base64"}` is what is no text. Joined, the pieces are the altered file.
 */
const pieceSchema = z.union([
  z.tuple([z.int().min(0), z.int().min(0)]),
  z.string(),
  z.strictObject({ base64: z.base64() }),
]);
type Piece = z.infer<typeof pieceSchema>;

export const corpusSchema = z.strictObject({
  /** The base file's log key in C2SP form: what an outsider would have from elsewhere. */
  key: z.string(),
  alterations: z.array(
    z.strictObject({
      name: z.string(),
      /** The check that must fail, and all that fail with it, in their order. */
      check: z.string(),
      fails: z.array(z.string()).min(1),
      pieces: z.array(pieceSchema),
    }),
  ),
});
export type Corpus = z.infer<typeof corpusSchema>;

/** The altered file. */
export function altered(base: Uint8Array, pieces: readonly Piece[]): Uint8Array {
  return concatBytes(
    ...pieces.map((piece) => {
      if (typeof piece === "string") return utf8(piece);
      if (Array.isArray(piece)) return base.subarray(...piece);
      return new Uint8Array(Buffer.from(piece.base64, "base64"));
    }),
  );
}

/** Bytes that must be alike before a piece of the base is named; a shorter one costs more than it saves. */
const anchor = 24;

/** Pieces that make `target` out of `base`: found by looking up every stretch of `anchor` bytes, longest first come. */
export function piecesOf(base: Uint8Array, target: Uint8Array): readonly Piece[] {
  const places = new Map<string, number>();
  const at = (bytes: Uint8Array, from: number): string =>
    Buffer.from(bytes.subarray(from, from + anchor)).toString("latin1");
  for (let from = base.length - anchor; from >= 0; from--) places.set(at(base, from), from);
  const pieces: Piece[] = [];
  let literal = 0;
  let place = 0;
  let expected = 0;
  const closeLiteral = (): void => {
    if (place > literal) pieces.push(literalOf(target.subarray(literal, place)));
  };
  while (place < target.length) {
    const found =
      at(target, place) === at(base, expected) ? expected : places.get(at(target, place));
    const length = found === undefined ? 0 : alike(base, found, target, place);
    if (found === undefined || length < anchor) {
      place += 1;
      expected += 1;
      continue;
    }
    closeLiteral();
    pieces.push([found, found + length]);
    place += length;
    literal = place;
    expected = found + length;
  }
  closeLiteral();
  return pieces;
}

function alike(base: Uint8Array, from: number, target: Uint8Array, place: number): number {
  let length = 0;
  while (
    from + length < base.length &&
    place + length < target.length &&
    base[from + length] === target[place + length]
  )
    length += 1;
  return length;
}

function literalOf(bytes: Uint8Array): Piece {
  try {
    return fromUtf8(bytes);
  } catch {
    return { base64: Buffer.from(bytes).toString("base64") };
  }
}
