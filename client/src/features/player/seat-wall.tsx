import { useWords } from "../../i18n/room/use-words.ts";
import { initialOf, roleName } from "../room/naming.ts";
import { segmentAt, type RecordedSeat } from "./playback.ts";
import styles from "./player.module.css";
import { TrackMedia } from "./track-media.tsx";
import type { Playhead } from "./use-playhead.ts";

type Props = Readonly<{
  evaluation: string;
  seats: readonly RecordedSeat[];
  playhead: Playhead;
}>;

/** Every seat side by side as it was at the playhead, a desktop that was shown large above them. */
export function SeatWall({ evaluation, seats, playhead }: Props) {
  const words = useWords();
  const desktops = seats.flatMap((seat) => {
    const { screen } = seat.tracks;
    const shown = segmentAt(screen, playhead.at);
    return screen === undefined || shown === undefined ? [] : [{ seat, screen }];
  });
  return (
    <div className={styles["stage"]}>
      {desktops.map(({ seat, screen }) => (
        <figure key={seat.person} className={styles["desktop"]}>
          <TrackMedia
            evaluation={evaluation}
            track={screen}
            playhead={playhead}
            className={styles["picture"]}
          />
          <figcaption>
            {roleName(seat, words)} · {words.player.screen}
          </figcaption>
        </figure>
      ))}
      <ul className={styles["seats"]}>
        {seats.map((seat) => (
          <SeatTile key={seat.person} evaluation={evaluation} seat={seat} playhead={playhead} />
        ))}
      </ul>
    </div>
  );
}

function SeatTile({
  evaluation,
  seat,
  playhead,
}: Readonly<{ evaluation: string; seat: RecordedSeat; playhead: Playhead }>) {
  const words = useWords();
  const { camera, microphone } = seat.tracks;
  const picture = segmentAt(camera, playhead.at);
  const sound = segmentAt(microphone, playhead.at);
  const state = sound === undefined ? words.player.noSound : words.player.withSound;
  return (
    <li className={styles["seat"]}>
      <div className={styles["frame"]}>
        {picture === undefined && (
          <span className={styles["initial"]} aria-hidden="true">
            {initialOf(seat, words)}
          </span>
        )}
        {camera !== undefined && (
          <TrackMedia
            evaluation={evaluation}
            track={camera}
            playhead={playhead}
            className={styles["picture"]}
          />
        )}
        {microphone !== undefined && (
          <TrackMedia
            evaluation={evaluation}
            track={microphone}
            playhead={playhead}
            className={undefined}
          />
        )}
      </div>
      <p className={styles["caption"]}>
        <b>{roleName(seat, words)}</b>
        <span>
          {picture === undefined ? words.player.noPicture : words.player.withPicture} · {state}
        </span>
      </p>
    </li>
  );
}
