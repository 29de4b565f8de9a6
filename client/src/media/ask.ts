import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { mediaRefusedSchema } from "@yuanping/shared/contracts/media.ts";
import type { z } from "zod";

/** What media needs of a socket; socket.io's client is one. */
export interface MediaSocket {
  readonly connected: boolean;
  emitWithAck(event: string, payload: unknown): Promise<unknown>;
  on(event: string, listener: (body: unknown) => void): unknown;
  off(event: string, listener: (body: unknown) => void): unknown;
}

/** The server refused; `refusal` says why, in both languages. */
export class MediaRefusedError extends Error {
  override readonly name = "MediaRefusedError";
  readonly refusal: SpokenRefusal;

  constructor(refusal: SpokenRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** How long an acknowledgement may take, in milliseconds, before the request counts as lost. */
const patience = 10_000;

type Request<Payload, Answer> = Readonly<{
  name: string;
  payload: z.ZodType<Payload>;
  answer: z.ZodType<Answer>;
}>;

/**
 * Sends a request and parses its acknowledgement. Rejects with `MediaRefusedError` when the server refuses, with the
 * signal's reason when it aborts, and with an Error when nothing, or nothing that can be understood, comes back.
 */
export async function ask<Payload, Answer>(
  socket: MediaSocket,
  request: Request<Payload, Answer>,
  payload: Payload,
  signal: AbortSignal,
): Promise<Answer> {
  signal.throwIfAborted();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const acknowledgement = await Promise.race([
    socket.emitWithAck(request.name, payload),
    new Promise<never>((_, reject) => {
      limit.addEventListener("abort", () => reject(asError(limit.reason)), { once: true });
    }),
  ]);
  const refused = mediaRefusedSchema.safeParse(acknowledgement);
  if (refused.success) throw new MediaRefusedError(refused.data.refusal);
  return request.answer.parse(acknowledgement);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** What a value looks like after travelling as JSON, where absent and undefined are the same. */
export function onTheWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
