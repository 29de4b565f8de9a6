import { useEffect, useState } from "react";
import type { LocalDevice } from "../../media/react/use-local-device.ts";
import { useLocalDevice } from "../../media/react/use-local-device.ts";
import { useDisguise } from "../../media/react/use-disguise.ts";
import { useDesktop, type Desktop } from "../../media/react/use-desktop.ts";
import { useMediaSession } from "../../media/react/use-media-session.ts";
import type { RoomMedia } from "../../media/react/use-media-session.ts";
import { useRoom } from "./room-context.ts";

export type OwnSource = Readonly<{
  device: LocalDevice;
  /** What the others get: the device's track, or its disguise. */
  sent: MediaStreamTrack | undefined;
  on: boolean;
  toggle: () => void;
}>;
export type OwnMedia = RoomMedia &
  Readonly<{ microphone: OwnSource; camera: OwnSource; desktop: Desktop }>;

/** The media of this room with the person's own microphone and camera, off until they turn them on. */
export function useRoomMedia(sends: boolean): OwnMedia {
  const { connection, view } = useRoom();
  const code = view.disguise === true ? view.me.code : undefined;
  const media = useMediaSession(connection.socket);
  const microphone = useOwnSource(media, "microphone", sends, code);
  const camera = useOwnSource(media, "camera", sends, code);
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
  /** The member's code, where face and voice are to be disguised. */
  code: string | undefined,
): OwnSource {
  const [on, setOn] = useState(false);
  const device = useLocalDevice(source, sends && on);
  const sent = useDisguise(source, device.track, code);
  useEffect(() => {
    if (sent === undefined) session?.unpublish(source);
    else session?.publish(source, sent, code !== undefined);
  }, [session, source, sent, code]);
  return { device, sent, on, toggle: () => setOn((before) => !before) };
}
