import { isDecimal } from "@yuanping/shared/method/decimal.ts";

const places = 6;
const scale = 10n ** BigInt(places);

/** The exact sum of decimals as text, without needless zeros; what is no decimal is left out. */
export function sumOf(texts: readonly string[]): string {
  const units = texts.filter(isDecimal).reduce((sum, text) => sum + unitsOf(text), 0n);
  const sign = units < 0n ? "-" : "";
  const size = units < 0n ? -units : units;
  const fraction = (size % scale).toString().padStart(places, "0").replace(/0+$/, "");
  const whole = (size / scale).toString();
  return fraction === "" ? sign + whole : `${sign}${whole}.${fraction}`;
}

function unitsOf(text: string): bigint {
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = (negative ? text.slice(1) : text).split(".");
  const units = BigInt(whole) * scale + BigInt(fraction.padEnd(places, "0"));
  return negative ? -units : units;
}
