import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import type { Refusal } from "@yuanping/shared/contracts/refusal.ts";

/** Every way in which media says no. The texts live in the refusal catalogue under the same codes. */
export const mediaRefusals = {
  /** The worker's binary is still being prepared on this machine. */
  preparing: refuse("unavailable", "media.preparing"),
  /** No worker runs; rooms and scoring go on without media. */
  unavailable: refuse("unavailable", "media.unavailable"),
  /** The room's worker died and another router is being opened. */
  rebuilding: refuse("unavailable", "media.rebuilding"),
  /** All workers are at their consumer budget. */
  roomFull: refuse("limited", "media.room-full"),
  /** More than 100 messages at once or 50 a second. */
  tooMany: refuse("limited", "media.too-many"),
  /** The message does not have the shape of its contract. */
  malformed: refuse("invalid", "media.malformed"),
  /** The room's state does not admit this person to its media. */
  notParticipant: refuse("forbidden", "media.not-participant"),
  /** The room's state does not let this person send this source. */
  mayNotSend: refuse("forbidden", "media.may-not-send"),
  /** A face or a voice without the mark of the disguise that this evaluation asks for. */
  plainTrack: refuse("forbidden", "media.plain-track"),
  /** The room's state does not let this person receive. */
  mayNotReceive: refuse("forbidden", "media.may-not-receive"),
  /** Nothing of this id belongs to this peer: it is closed, or was never theirs. */
  unknown: refuse("conflict", "media.unknown"),
  /** A request that needs `media:join` first. */
  notJoined: refuse("conflict", "media.not-joined"),
  /** A newer socket of the same person has taken over. */
  replaced: refuse("conflict", "media.replaced"),
  /** The request speaks of a router that has been replaced. */
  staleEpoch: refuse("conflict", "media.stale-epoch"),
  /** A microphone is audio; a camera and a screen are video. */
  kindMismatch: refuse("invalid", "media.kind-mismatch"),
  /** The worker rejected the parameters, or the two ends share no codec. */
  badParameters: refuse("invalid", "media.bad-parameters"),
  /** This seat tries its line already, perhaps from another window. */
  trialRunning: refuse("conflict", "media.trial-running"),
  /** There is no trial, or its time is over. */
  noTrial: refuse("conflict", "media.no-trial"),
  /** The line was tried several times within a minute. */
  trialTooOften: refuse("limited", "media.trial-too-often"),
  /** A fault of ours. */
  fault: refuse("internal", "media.fault"),
} as const satisfies Readonly<Record<string, Refusal>>;

/** A value, or why there is none. */
export type Outcome<Value> =
  | Readonly<{ ok: true; value: Value }>
  | Readonly<{ ok: false; refusal: Refusal }>;

export function granted<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

export function refused(refusal: Refusal): Readonly<{ ok: false; refusal: Refusal }> {
  return { ok: false, refusal };
}
