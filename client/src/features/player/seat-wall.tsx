import { useWords } from "../../i18n/room/use-words.ts";
import { initialOf, roleName } from "../room/naming.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";
import { keptAt, type RecordedSeat, type RecordedTrack } from "./playback.ts";
import styles from "./player.module.css";
import { TrackMedia } from "./track-media.tsx";
import type { MissingFiles } from "./use-missing-files.ts";
import type { Playhead } from "./use-playhead.ts";

type Props = Readonly<{
  evaluation: string;
  seats: readonly RecordedSeat[];
  playhead: Playhead;
  missing: MissingFiles;
}>;

/** Every seat side by side as it was at the playhead, a desktop that was shown large above them. */
export function SeatWall({ evaluation, seats, playhead, missing }: Props) {
  const words = useWords();
  const desktops = seats.flatMap((seat) => {
    const { screen } = seat.tracks;
    const shown = keptAt(screen, playhead.at);
    return screen === undefined || shown.kind === "nothing" ? [] : [{ seat, screen }];
  });
  return (
    <div className={styles["stage"]}>
      {desktops.map(({ seat, screen }) => (
        <figure key={seat.person} className={styles["desktop"]}>
          <div className={styles["frame"]}>
            <p>{stateOf(screen, "screen", playhead.at, missing, words)}</p>
            <TrackMedia
              evaluation={evaluation}
              track={screen}
              playhead={playhead}
              className={styles["picture"]}
              missing={missing}
            />
          </div>
          <figcaption>
            {roleName(seat, words)} · {words.player.screen}
          </figcaption>
        </figure>
      ))}
      <ul className={styles["seats"]}>
        {seats.map((seat) => (
          <SeatTile
            key={seat.person}
            evaluation={evaluation}
            seat={seat}
            playhead={playhead}
            missing={missing}
          />
        ))}
      </ul>
    </div>
  );
}

function SeatTile({
  evaluation,
  seat,
  playhead,
  missing,
}: Readonly<{
  evaluation: string;
  seat: RecordedSeat;
  playhead: Playhead;
  missing: MissingFiles;
}>) {
  const words = useWords();
  const { camera, microphone } = seat.tracks;
  return (
    <li className={styles["seat"]}>
      <div className={styles["frame"]}>
        <span className={styles["initial"]} aria-hidden="true">
          {initialOf(seat, words)}
        </span>
        {camera !== undefined && (
          <TrackMedia
            evaluation={evaluation}
            track={camera}
            playhead={playhead}
            className={styles["picture"]}
            missing={missing}
          />
        )}
        {microphone !== undefined && (
          <TrackMedia
            evaluation={evaluation}
            track={microphone}
            playhead={playhead}
            className={undefined}
            missing={missing}
          />
        )}
      </div>
      <p className={styles["caption"]}>
        <b>{roleName(seat, words)}</b>
        <span>{stateOf(camera, "camera", playhead.at, missing, words)}</span>
        <span>{stateOf(microphone, "microphone", playhead.at, missing, words)}</span>
      </p>
    </li>
  );
}

/** What there is of a track now, in words: it plays, its file is missing, it was not recorded and why, or nothing was sent. */
function stateOf(
  track: RecordedTrack | undefined,
  source: RecordedTrack["source"],
  at: number,
  missing: MissingFiles,
  { player }: RoomWords,
): string {
  const kept = keptAt(track, at);
  if (kept.kind === "gap") return player.unrecorded(source, kept.cause);
  if (kept.kind === "nothing") return player.none(source);
  return missing.has(kept.segment.file) ? player.missing(source) : player.present(source);
}
