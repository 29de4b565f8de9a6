import { randomUUID } from "node:crypto";
import { largestMessage } from "@yuanping/shared/contracts/socket.ts";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import { speak } from "@yuanping/shared/i18n/refusals.ts";
import type { Misuse } from "@yuanping/shared/contracts/commands/conduct.ts";
import type { z } from "zod";
import { fullBucket, takeToken } from "../../media/token-bucket.ts";

/** Messages that one socket may send at once, and then in each second. */
const burst = 60;
const perSecond = 30;

/** What a handler answers: the reply's own fields, or why not. */
export type Answer = Readonly<{ ok: true }> | Readonly<{ ok: false; refusal: Refusal }>;

/** What is used of a socket.io server socket to answer its requests. */
export interface RequestSource {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
}

/** Logs a fault under a correlation id, and answers what its sender is told: a fault of ours, or that the store is gone. */
export type FaultLog = (error: unknown, correlation: string) => Refusal;

/**
 * Answers a socket's requests at the door: bounded in number and size, parsed by the contract's schema, refused with a
 * code and text otherwise. A handler that throws is a fault of ours: logged, and told as such.
 */
export function answering(
  socket: RequestSource,
  logFault: FaultLog,
  misused: (misuse: Misuse) => void = () => undefined,
) {
  let bucket = fullBucket(burst, perSecond, performance.now());

  const admit = (payload: unknown): Refusal | undefined => {
    const taken = takeToken(bucket, performance.now());
    ({ bucket } = taken);
    if (!taken.allowed) {
      misused("flooding");
      return refuse("limited", "message.too-many");
    }
    if (sizeOf(payload) <= largestMessage) return undefined;
    misused("malformed");
    return refuse("limited", "message.too-large");
  };

  return <Payload>(
    name: string,
    schema: z.ZodType<Payload>,
    handle: (payload: Payload) => Promise<Answer>,
  ): void => {
    const serve = async (payload: unknown): Promise<Answer> => {
      const refusal = admit(payload);
      if (refusal !== undefined) return { ok: false, refusal };
      const parsed = schema.safeParse(payload);
      if (parsed.success) return handle(parsed.data);
      misused("malformed");
      const path = parsed.error.issues[0]?.path.join(".") ?? "";
      return { ok: false, refusal: refuse("invalid", "message.malformed", { path }) };
    };
    socket.on(name, (payload, acknowledge) => {
      if (typeof acknowledge !== "function") return;
      serve(payload).then(
        (answer) => acknowledge(answer.ok ? answer : { ok: false, refusal: speak(answer.refusal) }),
        (error: unknown) => {
          const correlation = randomUUID();
          const refusal = logFault(error, correlation);
          acknowledge({ ok: false, refusal: { ...speak(refusal), correlation } });
        },
      );
    });
  };
}

function sizeOf(payload: unknown): number {
  return Buffer.byteLength(JSON.stringify(payload) ?? "");
}
