import { createHash } from "node:crypto";
import type { Append, StoredEvent } from "../../server/src/kernel/ports.ts";

/** Events as a store sees them: any body, its RFC 6962 leaf hash, and the command behind them. */
export function eventsOf(
  commandId: string,
  fromSeq: number,
  bodies: readonly string[],
): StoredEvent[] {
  return bodies.map((body, index) => ({
    seq: fromSeq + index,
    body,
    leaf: leafOf(body),
    commandId,
  }));
}

/** One command's events for a stream that has `expectedSize` events. */
export function appendOf(
  stream: string,
  expectedSize: number,
  epoch: number,
  commandId: string,
  bodies: readonly string[] = [`{"n":${expectedSize}}`],
): Append {
  return { stream, expectedSize, epoch, events: eventsOf(commandId, expectedSize, bodies) };
}

function leafOf(body: string): Uint8Array {
  return new Uint8Array(createHash("sha256").update("\0").update(body).digest());
}
