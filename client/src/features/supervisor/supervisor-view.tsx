import { Button } from "antd";
import { useState } from "react";
import { useTileLayers } from "../../media/react/use-tile-layers.ts";
import { useMediaSession } from "../../media/react/use-media-session.ts";
import { DrawingNow, DrawnAndCalled } from "../call-up/drawing-and-calling.tsx";
import { BidsOrReader } from "../documents/bids-or-reader.tsx";
import { RollbackWaiting } from "../reopening/rollback-waiting.tsx";
import { TimePanel } from "../reopening/time-panel.tsx";
import { FinalPanel } from "../report/final-panel.tsx";
import { SigningPanel } from "../report/signing-panel.tsx";
import { ResultPanel } from "../review/result-panel.tsx";
import { ReviewResult } from "../review/review-result.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { StageLine } from "../room/stage-line.tsx";
import { Tabs } from "../room/tabs.tsx";
import { SealingPanel } from "../sealing/sealing-panel.tsx";
import { TileStage } from "../room/tile-stage.tsx";
import { useNarrow } from "../room/use-narrow.ts";
import { NoticeHistory, PausedBanner } from "../talk/notices.tsx";
import { SpeakInBanner } from "../talk/speak-in-banner.tsx";
import { TalkPanel } from "../talk/talk-panel.tsx";
import { Incidents } from "../host/incidents.tsx";
import { AlarmList } from "./alarm-list.tsx";
import { ApprovalList } from "./approval-list.tsx";
import { Interventions } from "./interventions.tsx";
import { LiveFeed } from "./live-feed.tsx";
import { PhotoList } from "./photo-list.tsx";
import { ProgressBars } from "./progress-bars.tsx";
import { useSpeakIn } from "./use-speak-in.ts";
import look from "./supervisor.module.css";

/** Watching: faces, progress without values, alarms, the live log, and what the supervisor can do. */
export function SupervisorView() {
  const { connection, view, words } = useRoom();
  const media = useMediaSession(connection.socket);
  const prefer = useTileLayers(media.session);
  const silent = useSpeakIn(media);
  const narrow = useNarrow();
  const [tab, setTab] = useState("now");
  const tiles = (
    <TileStage media={media.state} ownVideo={undefined} ownMuted={undefined} prefer={prefer} />
  );
  const watched = (
    <>
      <DrawingNow />
      <SealingPanel />
      <div className={styles["panel"]}>
        <ApprovalList />
        <RollbackWaiting />
        <AlarmList />
        <Incidents />
        <ProgressBars />
        <PhotoList />
        <TimePanel />
        {silent && <p className={styles["obstacle"]}>{words.speakIn.silent}</p>}
        {(view.recording.kept?.segments ?? 0) > 0 && (
          <Button href={`/evaluation/${view.evaluation}/recording`}>{words.player.open}</Button>
        )}
      </div>
      <DrawnAndCalled />
      <Outcome />
      <Interventions />
    </>
  );
  return (
    <>
      <StageLine />
      <PausedBanner />
      <SpeakInBanner />
      <div className={look["wall"]}>
        {!narrow && <aside className={styles["side"]}>{tiles}</aside>}
        <div className={styles["work"]}>
          <Tabs
            label={words.stage[view.stage]}
            active={tab}
            choose={setTab}
            tabs={[
              ...(narrow ? [{ id: "room", label: words.tab.room, content: tiles }] : []),
              { id: "now", label: words.supervisor.progress, content: watched },
              ...(narrow ? [{ id: "feed", label: words.feed.heading, content: <LiveFeed /> }] : []),
              { id: "bids", label: words.tab.bids, content: <BidsOrReader /> },
              {
                id: "talk",
                label: words.tab.talk,
                content: (
                  <>
                    <NoticeHistory />
                    <TalkPanel />
                  </>
                ),
              },
            ]}
          />
        </div>
        {!narrow && (
          <aside className={look["log"]}>
            <LiveFeed />
          </aside>
        )}
      </div>
    </>
  );
}

/** What may be known by now of how it came out. */
function Outcome() {
  const { view } = useRoom();
  const { stage } = view;
  if (stage === "signed" || stage === "archived" || stage === "terminated") return <FinalPanel />;
  if (stage === "signing") return <SigningPanel />;
  if (view.result !== undefined) return <ResultPanel />;
  return <ReviewResult />;
}
