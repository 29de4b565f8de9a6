/** A secret's bytes as UTF-8, UTF-16, hex, JSON escapes, and base64 wherever it begins. */
export function disguises(secret: string): readonly Buffer[] {
  const utf16 = Buffer.from(secret, "utf16le");
  const hexadecimal = Buffer.from(secret).toString("hex");
  const escaped = Array.from(secret)
    .map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from("x".repeat(shift) + secret).toString("base64");
    // What its neighbours would have a part in is left away.
    return text.slice(shift === 0 ? 0 : 4, Math.floor((shift + secret.length) / 3) * 4);
  });
  const texts = [secret, hexadecimal, hexadecimal.toUpperCase(), escaped, ...base64];
  return [...texts.map((text) => Buffer.from(text)), utf16, Buffer.from(utf16).swap16()];
}

/** Those of the secrets that stand in the bytes in any of these forms. */
export function secretsIn(bytes: Buffer, secrets: readonly string[]): readonly string[] {
  return secrets.filter((secret) => disguises(secret).some((form) => bytes.includes(form)));
}
