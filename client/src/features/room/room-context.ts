import type { SessionView } from "@yuanping/shared/contracts/http.ts";
import type { FeedLine, Head } from "@yuanping/shared/contracts/socket.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { createContext, useContext } from "react";
import type { RoomWords } from "../../i18n/room/zh.ts";
import type { RoomPort } from "./room-port.ts";

/** What every part of the room reads: one snapshot, the words for it and the way to send. */
export type Room = Readonly<{
  connection: RoomPort;
  session: SessionView;
  view: EvaluationView;
  head: Head | undefined;
  feed: readonly FeedLine[];
  online: boolean;
  words: RoomWords;
}>;

export const RoomContext = createContext<Room | undefined>(undefined);

/** The room around this part. Throws outside of a `RoomScreen`, which is a fault of ours. */
export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (room === undefined) throw new Error("useRoom is used inside RoomScreen");
  return room;
}
