import { useCallback, useState } from "react";
import { Button } from "antd";
import { SoundOutlined } from "@ant-design/icons";
import type { Layers } from "../../media/link.ts";
import { layersForWidth } from "../../media/tile-layers.ts";
import { DesktopStage } from "./desktop-stage.tsx";
import type { MediaState } from "../../media/state.ts";
import { AudioTrack } from "../../media/react/track-views.tsx";
import { Tile } from "../../media/react/tile.tsx";
import { useRoom } from "./room-context.ts";
import styles from "./tile-stage.module.css";

type Props = Readonly<{
  media: MediaState;
  ownVideo: MediaStreamTrack | undefined;
  /** Undefined for those who never send. */
  ownMuted: boolean | undefined;
  ownDesktop?: MediaStreamTrack | undefined;
  /** Is told how wide a picture is shown, so that no larger one is sent than is seen. */
  prefer?: (person: string, layers: Layers) => void;
}>;

/** Every seat of the room on a dark ground, as it is on record, with pictures where there are some. */
export function TileStage({ media, ownVideo, ownMuted, ownDesktop, prefer }: Props) {
  const { view, words } = useRoom();
  const [blocked, setBlocked] = useState(false);
  const [unlocked, setUnlocked] = useState(0);
  const block = useCallback(() => setBlocked(true), []);
  const isLead = (code: string | undefined) => code !== undefined && code === view.election.lead;
  return (
    <section className={styles["stage"]} aria-label={words.media.tiles} tabIndex={0}>
      {blocked && (
        <Button
          block
          icon={<SoundOutlined aria-hidden />}
          onClick={() => {
            setBlocked(false);
            setUnlocked((count) => count + 1);
          }}
        >
          {words.media.blocked}
        </Button>
      )}
      <DesktopStage media={media} own={ownDesktop} />
      <ul className={styles["tiles"]} data-count={view.seats.length > 8 ? "many" : "few"}>
        {view.seats.map((seat) => {
          const me = seat.person === view.me.person;
          const tracks = media.tracks.get(seat.person);
          return (
            <Tile
              key={seat.person}
              seat={seat}
              me={me}
              lead={isLead(seat.code)}
              speaking={media.speaker === seat.person}
              video={me ? ownVideo : tracks?.camera}
              muted={me ? ownMuted : mutedOf(media, seat.person)}
              flagged={view.me.role !== "expert" && seat.role === "expert"}
              words={words}
              {...(me || prefer === undefined
                ? {}
                : { resized: (width) => prefer(seat.person, layersForWidth(width)) })}
            />
          );
        })}
      </ul>
      {[...media.tracks].map(
        ([person, { microphone }]) =>
          microphone !== undefined &&
          person !== view.me.person && (
            <AudioTrack key={`${person}/${unlocked}`} track={microphone} blocked={block} />
          ),
      )}
    </section>
  );
}

function mutedOf(media: MediaState, person: string): boolean | undefined {
  const sends = media.tracks.get(person)?.microphone !== undefined;
  const muted = media.muted.get(person)?.has("microphone") === true;
  if (muted) return true;
  return sends ? false : undefined;
}
