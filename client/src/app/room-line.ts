import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { onWake } from "../connection/on-wake.ts";
import { openRoom, type RoomConnection } from "../connection/room-connection.ts";
import type { RoomState } from "../connection/room-state.ts";

type RoomLine = Readonly<{ connection: RoomConnection | undefined }>;

const line = createStore<RoomLine>()(() => ({ connection: undefined }));

/** Opens the room of an evaluation for this page and the frame around it; the answer leaves it. */
export function enterRoom(evaluation: string): () => void {
  const connection = openRoom({ url: window.location.origin, evaluation });
  const stopChecking = onWake(() => connection.check());
  line.setState({ connection });
  return () => {
    stopChecking();
    if (line.getState().connection === connection) line.setState({ connection: undefined });
    connection.close();
  };
}

/** Shows a room that is kept elsewhere in the frame; the answer stops that, and leaves the room open. */
export function showRoom(connection: RoomConnection): () => void {
  line.setState({ connection });
  return () => {
    if (line.getState().connection === connection) line.setState({ connection: undefined });
  };
}

/** The room that this page is in. */
export function useRoomLine(): RoomConnection | undefined {
  return useStore(line, ({ connection }) => connection);
}

const nothing = () => () => undefined;
const noState = (): undefined => undefined;

/** What the frame shows of the room, or undefined outside rooms. */
export function useRoomState(): RoomState | undefined {
  const connection = useRoomLine();
  return useSyncExternalStore<RoomState | undefined>(
    connection?.subscribe ?? nothing,
    connection?.getSnapshot ?? noState,
  );
}
