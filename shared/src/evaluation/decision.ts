import type { EvaluationEvent } from "../contracts/events/index.ts";
import type { Instant } from "../contracts/ids.ts";
import type { Actor } from "../contracts/record.ts";
import { refuse, type Refusal, type RefusalCategory } from "../contracts/refusal.ts";

/** What a decision is given besides the state and the command; all of it is recorded with the events. */
export type Context = Readonly<{
  actor: Actor;
  at: Instant;
}>;

/** What came of a command: events, or a refusal (with an event, when someone tried what they may not). */
export type Decision = Readonly<
  | { ok: true; events: readonly EvaluationEvent[] }
  | { ok: false; refusal: Refusal; events: readonly EvaluationEvent[] }
>;

export function accept(...events: readonly EvaluationEvent[]): Decision {
  return { ok: true, events };
}

export function reject(refusal: Refusal): Decision {
  return { ok: false, refusal, events: [] };
}

/** Short for `reject(refuse(…))`. */
export function deny(
  category: RefusalCategory,
  code: string,
  details?: Readonly<Record<string, string | number>>,
): Decision {
  return reject(refuse(category, code, details));
}
