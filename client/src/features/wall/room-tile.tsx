import type { SessionView } from "@yuanping/shared/contracts/http.ts";
import type { EvaluationView, SeatView } from "@yuanping/shared/contracts/view.ts";
import { memo, useMemo } from "react";
import { dutyOf } from "../../connection/draw-party.ts";
import { holderDutyOf } from "../../connection/sealing-party.ts";
import { VideoTrack } from "../../media/react/track-views.tsx";
import type { RoomWords } from "../../i18n/room/zh.ts";
import { initialOf, roleName } from "../room/naming.ts";
import { RoomContext, useRoom } from "../room/room-context.ts";
import type { Room } from "../room/room-context.ts";
import { deskOf } from "../room/venue.ts";
import { AlarmBadge } from "../supervisor/alarm-list.tsx";
import { progressOf } from "../supervisor/progress.ts";
import { durationOf } from "./duration.ts";
import { useOnScreen } from "./use-on-screen.ts";
import { useWallMedia } from "./use-wall-media.ts";
import type { WallRoom } from "./wall-lines.ts";
import look from "./wall.module.css";

type TileProps = Readonly<{
  room: WallRoom;
  session: SessionView;
  words: RoomWords;
  /** The page's time, in milliseconds; changes seldom. */
  now: number;
  open: (evaluation: string) => void;
}>;

/** One room of the wall: where it stands, who sits there, how far they are, and what needs a look. */
export const RoomTile = memo(function RoomTile({ room, session, words, now, open }: TileProps) {
  const { connection, state } = room;
  const { view, head, feed, status } = state;
  const online = status === "joined";
  const around = useMemo<Room | undefined>(
    () =>
      view === undefined ? undefined : { connection, session, view, head, feed, online, words },
    [connection, session, view, head, feed, online, words],
  );
  if (around === undefined) {
    return (
      <li className={look["tile"]} aria-busy="true">
        <p className={look["waiting"]}>{state.refusal?.[words.language] ?? words.wall.joining}</p>
      </li>
    );
  }
  return (
    <RoomContext.Provider value={around}>
      <Tile now={now + state.clockOffset} open={open} />
    </RoomContext.Provider>
  );
});

function Tile({ now, open }: Pick<TileProps, "now" | "open">) {
  const { view, words, online } = useRoom();
  const { tender, stage, openedAt, paused, speakIn, alarms = [], evaluation } = view;
  const [worst, ...others] = alarms;
  // Before a project may be known, its room goes by its number.
  const title = tender.title === "" ? evaluation : tender.title;
  const [progress] = progressOf(view);
  return (
    <li className={look["tile"]} data-alarm={worst?.severity ?? "none"}>
      <h2 className={look["title"]}>
        <button
          type="button"
          id={`room-${evaluation}`}
          aria-label={words.wall.open(title)}
          title={`${title} · ${tender.number}`}
          onClick={() => open(evaluation)}
        >
          <span>{title}</span>
        </button>
      </h2>
      <p className={look["stage"]}>
        <strong>{words.stage[stage]}</strong>
        <span className={look["number"]}>{tender.number}</span>
        <span>
          {words.wall.elapsed} {durationOf(now - openedAt, words)}
        </span>
      </p>
      <Faces />
      {progress !== undefined && (
        <p className={look["progress"]}>
          <span>{words.supervisor[progress.kind]}</span>
          <progress
            value={progress.done}
            max={Math.max(1, progress.of)}
            aria-label={words.supervisor[progress.kind]}
          />
          <b>
            {progress.done}/{progress.of}
          </b>
        </p>
      )}
      <p className={look["badges"]}>
        {!online && <span className={look["lost"]}>! {words.wall.unreachable}</span>}
        {paused !== undefined && <span className={look["paused"]}>‖ {words.wall.paused}</span>}
        {isAsked(view) && <span className={look["asked"]}>◇ {words.wall.yours}</span>}
        {view.witnessing?.fork !== undefined && (
          <span className={look["fork"]}>!! {words.witness.alarm}</span>
        )}
        {speakIn !== undefined && (
          <span className={look["speaking"]}>{words.speakIn.announced}</span>
        )}
        {worst === undefined ? (
          <span className={look["calm"]}>✓ {words.wall.calm}</span>
        ) : (
          <>
            <AlarmBadge alarm={worst} />{" "}
            <span>
              {[roleName(worst, words), deskOf(view, worst.code)].filter(Boolean).join(" · ")}
            </span>
            {others.length > 0 && (
              <span className={look["count"]}>{words.wall.alarmCount(alarms.length)}</span>
            )}
          </>
        )}
      </p>
    </li>
  );
}

/** Whether the room waits for something that only this person can do, and that is not done by itself. */
function isAsked(view: EvaluationView): boolean {
  const duty = holderDutyOf(view);
  return dutyOf(view) !== undefined || (duty !== undefined && duty !== "declareSealingKey");
}

/** The seats as small faces, or initials where there is no picture. */
function Faces() {
  const { view, words, connection } = useRoom();
  const [element, inSight] = useOnScreen<HTMLUListElement>();
  const media = useWallMedia(connection.socket, inSight);
  return (
    <ul className={look["faces"]} ref={element} aria-label={words.wall.seats}>
      {view.seats.map((seat) => (
        <Face key={seat.person} seat={seat} video={media.tracks.get(seat.person)?.camera} />
      ))}
    </ul>
  );
}

function Face({ seat, video }: Readonly<{ seat: SeatView; video: MediaStreamTrack | undefined }>) {
  const { view, words } = useRoom();
  const said = [roleName(seat, words), deskOf(view, seat.code), words.presence[seat.presence]]
    .filter(Boolean)
    .join(", ");
  return (
    <li className={look["face"]} data-presence={seat.presence} title={said}>
      {video === undefined ? (
        <span aria-hidden="true">{initialOf(seat, words)}</span>
      ) : (
        <>
          <VideoTrack track={video} className={look["video"]} />
          <span className={look["letter"]} aria-hidden="true">
            {initialOf(seat, words)}
          </span>
        </>
      )}
      <span className="only-heard">{said}</span>
    </li>
  );
}
