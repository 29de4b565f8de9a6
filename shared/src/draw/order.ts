/**
 * Orders strings as their UTF-8 bytes, which is the order of their code points. The language's own
 * `<` compares UTF-16 units and places surrogates before U+E000..U+FFFF.
 */
export function compareBytewise(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a !== b) return aboveSurrogates(a) - aboveSurrogates(b);
  }
  return left.length - right.length;
}

function aboveSurrogates(unit: number): number {
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  return isSurrogate ? unit + 0x10000 : unit;
}

/** Whether every ref is greater than the one before it: then the list is sorted, and nobody stands in it twice. */
export function ascends(list: readonly Readonly<{ ref: string }>[]): boolean {
  for (let i = 1; i < list.length; i += 1) {
    if (compareBytewise(list[i - 1]?.ref ?? "", list[i]?.ref ?? "") >= 0) return false;
  }
  return true;
}
