import { useEffect } from "react";
import { useLocalDevice } from "../../media/react/use-local-device.ts";
import type { RoomMedia } from "../../media/react/use-media-session.ts";
import { useRoom } from "../room/room-context.ts";

/** The supervisor's microphone: open while the announced speak-in lasts. Answers whether it did not open. */
export function useSpeakIn({ session }: RoomMedia): boolean {
  const { view } = useRoom();
  const speaking = view.speakIn !== undefined && view.me.role === "supervisor";
  const { track, failure } = useLocalDevice("microphone", speaking);
  useEffect(() => {
    if (track === undefined) session?.unpublish("microphone");
    else session?.publish("microphone", track);
  }, [session, track]);
  return speaking && failure !== undefined;
}
