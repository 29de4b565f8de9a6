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
  readonly #accompany: (connection: RoomConnection) => () => void;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe = new Map<string, () => void>();
  #rooms: readonly WallRoom[] = [];

  /** `accompany` does for each room what goes on by itself while it is watched, until the function it answers is called. */
  constructor(
    open: (evaluation: string) => RoomConnection,
    accompany: (connection: RoomConnection) => () => void,
  ) {
    this.#open = open;
    this.#accompany = accompany;
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
    const unsubscribe = connection.subscribe(follow);
    const leave = this.#accompany(connection);
    this.#unsubscribe.set(evaluation, () => {
      leave();
      unsubscribe();
    });
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
