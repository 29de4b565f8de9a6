import type { SeatView } from "@yuanping/shared/contracts/view.ts";
import { AudioMutedOutlined, AudioOutlined } from "@ant-design/icons";
import { initialOf, roleName } from "../../features/room/naming.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";
import styles from "./tile.module.css";
import { VideoTrack } from "./track-views.tsx";

export type TileProps = Readonly<{
  seat: SeatView;
  me: boolean;
  lead: boolean;
  speaking: boolean;
  video: MediaStreamTrack | undefined;
  /** Undefined: sends no sound at all. */
  muted: boolean | undefined;
  /** Says that there is no picture, to those who watch. */
  flagged: boolean;
  words: RoomWords;
  /** Is told how many device pixels wide the picture is. */
  resized?: (width: number) => void;
}>;

/** One seat: presence is from the record, the picture only an overlay. */
export function Tile({
  seat,
  me,
  lead,
  speaking,
  video,
  muted,
  flagged,
  words,
  resized,
}: TileProps) {
  const title = roleName(seat, words);
  const here = seat.presence === "present";
  // Where a name stands, only what is unusual is said beside it: a name needs the room.
  const quiet = here && seat.name !== undefined;
  return (
    <li className={styles["tile"]} data-speaking={speaking} data-here={here}>
      <div className={styles["picture"]}>
        {video === undefined ? (
          <>
            <span className={styles["initial"]} aria-hidden="true">
              {initialOf(seat, words)}
            </span>
            {flagged && here && <span className={styles["blank"]}>{words.media.noVideo}</span>}
          </>
        ) : (
          <VideoTrack
            key={video.id}
            track={video}
            className={styles["video"]}
            mirrored={me}
            resized={resized}
          />
        )}
        {speaking && <span className={styles["speaking"]}>{words.media.speaking}</span>}
      </div>
      <div className={styles["caption"]}>
        <span className={styles["name"]} title={title}>
          <b>{title}</b>
          {me && <em>{words.person.me}</em>}
          {lead && <em>{words.person.lead}</em>}
        </span>
        <span className={styles["presence"]}>
          {seat.name !== undefined && (
            <span className={styles["own"]} title={seat.name}>
              {seat.name}
            </span>
          )}
          <span className={quiet ? "only-heard" : styles["there"]}>
            {words.presence[seat.presence]}
          </span>
          {muted !== undefined && here && (
            <span role="img" aria-label={muted ? words.media.muted : words.media.on}>
              {muted ? <AudioMutedOutlined aria-hidden /> : <AudioOutlined aria-hidden />}
            </span>
          )}
        </span>
      </div>
    </li>
  );
}
