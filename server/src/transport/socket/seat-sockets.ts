import type { PersonRef } from "@yuanping/shared/contracts/ids.ts";
import type { RoomSocket } from "./room-socket.ts";

/** Which socket stands for which seat on this node: the newest of a person, and the others are told so and let go. */
export class SeatSockets {
  readonly #seats = new Map<string, Map<PersonRef, RoomSocket>>();

  /** Puts a socket in the seat; answers the one it took over from. */
  take(evaluation: string, socket: RoomSocket): RoomSocket | undefined {
    const seats = this.#seats.get(evaluation) ?? new Map<PersonRef, RoomSocket>();
    this.#seats.set(evaluation, seats);
    const older = seats.get(socket.viewer.person);
    seats.set(socket.viewer.person, socket);
    return older === socket ? undefined : older;
  }

  /** Frees the seat if this socket still stands for it; false when a newer one does. */
  free(evaluation: string, socket: RoomSocket): boolean {
    const seats = this.#seats.get(evaluation);
    if (seats?.get(socket.viewer.person) !== socket) return false;
    seats.delete(socket.viewer.person);
    if (seats.size === 0) this.#seats.delete(evaluation);
    return true;
  }

  /** How many seats are taken on this node. */
  get count(): number {
    return [...this.#seats.values()].reduce((sum, seats) => sum + seats.size, 0);
  }

  /** Everybody on this node. */
  *all(): Iterable<RoomSocket> {
    for (const seats of this.#seats.values()) yield* seats.values();
  }

  of(evaluation: string): Iterable<RoomSocket> {
    return this.#seats.get(evaluation)?.values() ?? [];
  }
}
