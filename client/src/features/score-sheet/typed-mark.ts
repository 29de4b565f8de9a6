const fullWidth = /[０-９．。]/g;

/**
 * The decimal that a typed mark means: full-width digits from a Chinese keyboard, a point that is not yet followed by
 * anything, a missing leading zero. Anything else stays as it is, for the check to refuse.
 */
export function decimalOf(typed: string): string {
  const text = typed.trim().replace(fullWidth, narrow);
  const closed = text.endsWith(".") ? text.slice(0, -1) : text;
  return closed.startsWith(".") ? `0${closed}` : closed;
}

function narrow(character: string): string {
  if (character === "．" || character === "。") return ".";
  const distance = 0xff10 - 0x30;
  return String.fromCodePoint((character.codePointAt(0) ?? 0) - distance);
}
