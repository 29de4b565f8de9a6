import { useEffect } from "react";
import { useRoom } from "../room/room-context.ts";
import { watchConduct } from "./watch-conduct.ts";

/** Reports what the page notices of its person's conduct, while the room is on screen and they are in it. */
export function useConduct(watched: boolean): void {
  const { connection } = useRoom();
  useEffect(
    () =>
      watched
        ? watchConduct((acts) => connection.send({ type: "reportConduct", acts }))
        : undefined,
    [connection, watched],
  );
}
