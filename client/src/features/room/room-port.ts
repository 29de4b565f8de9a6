import type { RoomConnection } from "../../connection/room-connection.ts";
import type { MediaSocket } from "../../media/ask.ts";

/** What the room's screens need of a connection; `RoomConnection` is one. */
export type RoomPort = Pick<
  RoomConnection,
  | "evaluation"
  | "getSnapshot"
  | "subscribe"
  | "send"
  | "now"
  | "comeBack"
  | "saveDraft"
  | "loadDraft"
> &
  Readonly<{ socket: MediaSocket }>;
