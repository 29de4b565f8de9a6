import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant } from "../../contracts/ids.ts";
import { noSealing, type SealingState } from "./state.ts";

/** A key named after the shares were made voids them: the share for that holder could not be opened any more. */
export function sealingKeyDeclared(
  sealing: SealingState,
  { holder, publicKey }: EventOf<"SealingKeyDeclared">,
): SealingState {
  const holders = { ...sealing.holders, [holder]: publicKey };
  return { ...sealing, holders, key: undefined };
}

export function sealingKeyMade(
  { holders }: SealingState,
  { publicKey, shares }: EventOf<"SealingKeyMade">,
  at: Instant,
): SealingState {
  return { ...noSealing, holders, key: { publicKey, shares, at } };
}

export function shareReleased(
  sealing: SealingState,
  { holder, sheets }: EventOf<"ShareReleased">,
  at: Instant,
): SealingState {
  return { ...sealing, released: { ...sealing.released, [holder]: { sheets, at } } };
}

/** The lost key is forgotten too, so that a new one has to be named before a share is made again. */
export function shareLost(sealing: SealingState, { holder }: EventOf<"ShareLost">): SealingState {
  const { [holder]: _lost, ...holders } = sealing.holders;
  return { ...sealing, holders, lost: [...sealing.lost, holder] };
}

export function sharesForgotten(sealing: SealingState): SealingState {
  return { ...sealing, released: {} };
}

export function sealingKeyRejected(sealing: SealingState): SealingState {
  return { ...sealing, released: {}, rejected: true };
}
