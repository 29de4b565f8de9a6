import { granted, mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";

/** Something of mediasoup's that closes with its worker. */
type Closable = Readonly<{ closed: boolean }>;

/**
 * Runs a step whose parameters came from a client. When the object is closed by then, its worker or its room went
 * away meanwhile; any other rejection is the worker's verdict on the parameters.
 */
export async function attempt<Value>(
  on: Closable,
  step: () => Promise<Value>,
): Promise<Outcome<Value>> {
  try {
    return granted(await step());
  } catch (error) {
    if (on.closed) return refused(mediaRefusals.rebuilding);
    if (error instanceof Error) return refused(mediaRefusals.badParameters);
    throw error;
  }
}

/** What a value looks like after travelling as JSON: absent and undefined are the same there. */
export function onTheWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
