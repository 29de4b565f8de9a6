import { useEffect, useState } from "react";
import type { LocalDevice } from "../../media/react/use-local-device.ts";
import { useLocalDevice } from "../../media/react/use-local-device.ts";
import { useDesktop, type Desktop } from "../../media/react/use-desktop.ts";
import { useMediaSession } from "../../media/react/use-media-session.ts";
import type { RoomMedia } from "../../media/react/use-media-session.ts";
import { useRoom } from "./room-context.ts";

export type OwnSource = Readonly<{ device: LocalDevice; on: boolean; toggle: () => void }>;
export type OwnMedia = RoomMedia &
  Readonly<{ microphone: OwnSource; camera: OwnSource; desktop: Desktop }>;

/** The media of this room with the person's own microphone and camera, off until they turn them on. */
export function useRoomMedia(sends: boolean): OwnMedia {
  const { connection } = useRoom();
  const media = useMediaSession(connection.socket);
  const microphone = useOwnSource(media, "microphone", sends);
  const camera = useOwnSource(media, "camera", sends);
  const desktop = useDesktop();
  const { session } = media;
  useEffect(() => {
    if (desktop.track === undefined) session?.unpublish("screen");
    else session?.publish("screen", desktop.track);
  }, [session, desktop.track]);
  return { ...media, microphone, camera, desktop };
}

function useOwnSource(
  { session }: RoomMedia,
  source: "microphone" | "camera",
  sends: boolean,
): OwnSource {
  const [on, setOn] = useState(false);
  const device = useLocalDevice(source, sends && on);
  useEffect(() => {
    if (device.track === undefined) session?.unpublish(source);
    else session?.publish(source, device.track);
  }, [session, source, device.track]);
  return { device, on, toggle: () => setOn((before) => !before) };
}
