import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";

const attempts = 50;
const lookEvery = 20;

/** An even UDP port of loopback that is free together with the next one, as RTP and RTCP want them (RFC 3550, 11). */
export async function freePortPair(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const first = await bound(0);
    const port = first.address().port;
    const second = port % 2 === 0 ? await bound(port + 1).catch(() => undefined) : undefined;
    first.close();
    second?.close();
    if (second !== undefined) return port;
  }
  throw new Error("there is no pair of free UDP ports");
}

async function bound(port: number) {
  const socket = createSocket("udp4");
  try {
    socket.bind(port, "127.0.0.1");
    await once(socket, "listening");
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

/** Resolves when somebody listens on the port, or when `until` is aborted. Looks at /proc; elsewhere than on Linux it waits. */
export async function listened(port: number, until: AbortSignal): Promise<void> {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")} `;
  const tables = ["/proc/net/udp", "/proc/net/udp6"].filter((path) => existsSync(path));
  if (tables.length === 0) await sleep(500);
  while (tables.length > 0 && !until.aborted) {
    if (tables.some((path) => readFileSync(path, "latin1").includes(wanted))) return;
    await sleep(lookEvery);
  }
}

async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
