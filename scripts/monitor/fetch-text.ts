/** Far above any note, proof or list of keys. */
const maxTextBytes = 1 << 20;
const timeoutMs = 20_000;

/** A short text at an address. Rejects on any other status than 2xx, on more than 1 MiB, and after 20 s. */
export async function fetchText(address: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(address, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    total += chunk.length;
    if (total > maxTextBytes) throw new Error(`${address}: more than ${maxTextBytes} bytes`);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (!response.ok) throw new Error(`${address}: ${response.status} ${text.slice(0, 300)}`);
  return text;
}
