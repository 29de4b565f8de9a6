import type { MediaState } from "../../media/state.ts";
import { VideoTrack } from "../../media/react/track-views.tsx";
import { roleName } from "./naming.ts";
import { useRoom } from "./room-context.ts";
import styles from "./tile-stage.module.css";

type Props = Readonly<{ media: MediaState; own: MediaStreamTrack | undefined }>;

/** Desktops that are shown, large above the faces; one's own too, so that nobody shows it unawares. */
export function DesktopStage({ media, own }: Props) {
  const { view, words } = useRoom();
  return view.seats.map((seat) => {
    const isOwn = seat.person === view.me.person;
    const track = isOwn ? own : media.tracks.get(seat.person)?.screen;
    if (track === undefined) return null;
    return (
      <figure key={seat.person} className={styles["desktop"]}>
        <VideoTrack track={track} className={styles["shown"]} />
        <figcaption>
          {roleName(seat, words)} · {isOwn ? words.desktop.own : words.desktop.shown}
        </figcaption>
      </figure>
    );
  });
}
