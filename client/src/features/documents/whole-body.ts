/** The body of an answer as one piece; `told` hears how much of it has come, from 0 to 1. */
export async function wholeBody(
  response: Response,
  told: (fraction: number) => void,
): Promise<Uint8Array> {
  const total = Number(response.headers.get("content-length") ?? 0);
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array(await response.arrayBuffer());
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.length;
    if (total > 0) told(Math.min(1, size / total));
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** SHA-256 in hex, by the browser where the page is served securely, else by our own code. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  if (globalThis.crypto.subtle === undefined) {
    const { hex, SHA_256 } = await import("@yuanping/shared/tlog/index.ts");
    return hex(SHA_256.digest(bytes));
  }
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
