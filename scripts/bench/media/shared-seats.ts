import {
  createSyntheticSeat,
  smallPicture,
  type SyntheticSeat,
} from "../../demo/synthetic-media.ts";

type Shared = { readonly seat: SyntheticSeat; users: number };

const seats = new Map<number, Shared>();

/**
 * The camera and microphone of this mark, made once for all peers who carry it: each still encodes and sends for itself,
 * but sixty sounds are not made sixty times. Say `leave` when it is not needed any more.
 */
export function sharedSeat(
  mark: number,
): Pick<SyntheticSeat, "audioTrack" | "videoTrack"> & Readonly<{ leave: () => void }> {
  const shared = seats.get(mark) ?? { seat: createSyntheticSeat(mark, smallPicture), users: 0 };
  seats.set(mark, shared);
  shared.users += 1;
  const leave = () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    seats.delete(mark);
    shared.seat.stop();
  };
  const { audioTrack, videoTrack } = shared.seat;
  return { audioTrack, videoTrack, leave };
}
