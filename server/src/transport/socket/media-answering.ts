import type { Misuse } from "@yuanping/shared/contracts/commands/conduct.ts";
import type { Refusal, SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import type { z } from "zod";
import { mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import { fullBucket, takeToken } from "../../media/token-bucket.ts";

/** Messages that one socket may send at once, and then in each second. */
const burst = 100;
const perSecond = 50;

/** What media uses of a socket.io server socket. */
export interface MediaSocket {
  readonly id: string;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  emit(event: string, body: unknown): unknown;
}

export type MediaAnsweringOptions = Readonly<{
  /** Whether this socket may enter the room's media now; asked before every request. */
  mayJoin: () => boolean;
  /** Adds the texts to a refusal. */
  speak: (refusal: Refusal) => SpokenRefusal;
  /** Hears of each message that no page sends, or that comes too fast. */
  misused?: (misuse: Misuse) => void;
  /** Logs a fault and gives the number under which it is found. */
  fault: (error: unknown) => string;
}>;

/** What honest pages are never refused for. */
const misuseOf: ReadonlyMap<Refusal, Misuse> = new Map<Refusal, Misuse>([
  [mediaRefusals.tooMany, "flooding"],
  [mediaRefusals.malformed, "malformed"],
  [mediaRefusals.badParameters, "malformed"],
  [mediaRefusals.kindMismatch, "malformed"],
]);

/** Answers one kind of request. */
export type MediaAnswering = <Payload>(
  request: Readonly<{ name: string; payload: z.ZodType<Payload> }>,
  handle: (payload: Payload) => Promise<Outcome<object | void>>,
) => void;

/** How one socket's media requests are answered: counted together, parsed, and refused with a text. */
export function mediaAnswering(
  socket: MediaSocket,
  options: MediaAnsweringOptions,
): MediaAnswering {
  let bucket = fullBucket(burst, perSecond, performance.now());

  const admit = (): Refusal | undefined => {
    const taken = takeToken(bucket, performance.now());
    ({ bucket } = taken);
    if (!taken.allowed) return mediaRefusals.tooMany;
    return options.mayJoin() ? undefined : mediaRefusals.notParticipant;
  };

  const failed = (error: unknown) => {
    const correlation = options.fault(error);
    return { ok: false, refusal: { ...options.speak(mediaRefusals.fault), correlation } };
  };

  return ({ name, payload: schema }, handle) => {
    const serve = async (payload: unknown): Promise<Outcome<object | void>> => {
      const unwanted = admit();
      if (unwanted !== undefined) return refused(unwanted);
      const parsed = schema.safeParse(payload);
      return parsed.success ? handle(parsed.data) : refused(mediaRefusals.malformed);
    };
    // A message without an acknowledgement asks for nothing and is dropped.
    socket.on(name, (payload, acknowledge) => {
      if (typeof acknowledge !== "function") return;
      const reply = (outcome: Outcome<object | void>) => {
        const misuse = outcome.ok ? undefined : misuseOf.get(outcome.refusal);
        if (misuse !== undefined) options.misused?.(misuse);
        acknowledge(
          outcome.ok
            ? { ok: true, ...outcome.value }
            : { ok: false, refusal: options.speak(outcome.refusal) },
        );
      };
      serve(payload).then(reply, (error: unknown) => acknowledge(failed(error)));
    });
  };
}
