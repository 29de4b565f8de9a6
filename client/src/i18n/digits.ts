/** Digits in threes, as numbers of any length are read; those after a point stay together. */
export function grouped(digits: string): string {
  const [whole = "", part] = digits.split(".");
  const threes = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? threes : `${threes}.${part}`;
}

/** `part` of `whole` in percent with three places, cut and not rounded; both in decimal digits, `whole` above 0. */
export function percentOf(part: string, whole: string): string {
  const thousandths = String((BigInt(part) * 100_000n) / BigInt(whole)).padStart(4, "0");
  return `${thousandths.slice(0, -3)}.${thousandths.slice(-3)}\u{a0}%`;
}
