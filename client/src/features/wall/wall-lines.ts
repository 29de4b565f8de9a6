import type { RoomConnection } from "../../connection/room-connection.ts";
import type { RoomState } from "../../connection/room-state.ts";

/** One room of the wall as its line last told it. */
export type WallRoom = Readonly<{
  evaluation: string;
  connection: RoomConnection;
  state: RoomState;
}>;

/**
 * A line to each room of the wall, in the order in which they were asked for. Every change of any of them makes a new
 * list, in which the rooms that did not change are the same objects.
 */
export class WallLines {
  readonly #open: (evaluation: string) => RoomConnection;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe = new Map<string, () => void>();
  #rooms: readonly WallRoom[] = [];

  constructor(open: (evaluation: string) => RoomConnection) {
    this.#open = open;
  }

  getSnapshot = (): readonly WallRoom[] => this.#rooms;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Watches exactly these rooms. */
  watch(evaluations: readonly string[]): void {
    for (const room of this.#rooms) if (!evaluations.includes(room.evaluation)) this.#leave(room);
    this.#rooms = evaluations.map(
      (evaluation) =>
        this.#rooms.find((room) => room.evaluation === evaluation) ?? this.#enter(evaluation),
    );
    this.#tell();
  }

  close(): void {
    for (const room of this.#rooms) this.#leave(room);
    this.#rooms = [];
  }

  #enter(evaluation: string): WallRoom {
    const connection = this.#open(evaluation);
    const follow = () => {
      const state = connection.getSnapshot();
      this.#rooms = this.#rooms.map((room) =>
        room.evaluation === evaluation ? { ...room, state } : room,
      );
      this.#tell();
    };
    this.#unsubscribe.set(evaluation, connection.subscribe(follow));
    return { evaluation, connection, state: connection.getSnapshot() };
  }

  #leave({ evaluation, connection }: WallRoom): void {
    this.#unsubscribe.get(evaluation)?.();
    this.#unsubscribe.delete(evaluation);
    connection.close();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
