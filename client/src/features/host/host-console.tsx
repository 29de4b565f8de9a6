import { useTileLayers } from "../../media/react/use-tile-layers.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { useConduct } from "../conduct/use-conduct.ts";
import { BidsOrReader } from "../documents/bids-or-reader.tsx";
import { FinalPanel } from "../report/final-panel.tsx";
import { SigningPanel } from "../report/signing-panel.tsx";
import { ResultPanel } from "../review/result-panel.tsx";
import { ReviewResult } from "../review/review-result.tsx";
import { BidderList } from "../room/bidder-list.tsx";
import { MediaBar } from "../room/media-bar.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { StageLine } from "../room/stage-line.tsx";
import { StepButton } from "../room/step-button.tsx";
import { Tabs } from "../room/tabs.tsx";
import { TileStage } from "../room/tile-stage.tsx";
import { useNarrow } from "../room/use-narrow.ts";
import { useRoomMedia } from "../room/use-room-media.ts";
import { ProgressBars } from "../supervisor/progress-bars.tsx";
import { NoticeHistory, PausedBanner } from "../talk/notices.tsx";
import { SpeakInBanner } from "../talk/speak-in-banner.tsx";
import { TalkPanel } from "../talk/talk-panel.tsx";
import { useState } from "react";
import { DrawingNow, DrawnAndCalled } from "../call-up/drawing-and-calling.tsx";
import { SealingPanel } from "../sealing/sealing-panel.tsx";
import { RollbackWaiting } from "../reopening/rollback-waiting.tsx";
import { TimePanel } from "../reopening/time-panel.tsx";
import { Checklist } from "./checklist.tsx";
import { AlarmList } from "../supervisor/alarm-list.tsx";
import { Incidents } from "./incidents.tsx";
import { HostControls } from "./host-controls.tsx";
import { HostSeats } from "./host-seats.tsx";
import look from "./host.module.css";

/** The host's console: seats, the stage with its duties, notices and talk. */
export function HostConsole() {
  const { view, words } = useRoom();
  const narrow = useNarrow();
  const media = useRoomMedia(true);
  const prefer = useTileLayers(media.session);
  useConduct(mayDo("host", view.stage, "reportConduct"));
  const [tab, setTab] = useState("stage");
  const seats = (
    <>
      <HostSeats media={media.state} />
      <TileStage
        media={media.state}
        ownVideo={media.camera.sent}
        ownMuted={media.microphone.device.track === undefined}
        ownDesktop={media.desktop.track}
        prefer={prefer}
      />
      <MediaBar media={media} />
    </>
  );
  const stage = <HostStage />;
  const [step] = view.steps;
  const bids = { id: "bids", label: words.tab.bids, content: <BidsOrReader /> };
  const side = (
    <>
      <NoticeHistory />
      <TalkPanel />
    </>
  );
  return (
    <>
      <StageLine
        action={step === undefined ? undefined : <StepButton key={step.command} step={step} />}
      />
      <PausedBanner />
      <SpeakInBanner />
      {narrow ? (
        <div className={styles["work"]}>
          <Tabs
            label={words.stage[view.stage]}
            active={tab}
            choose={setTab}
            tabs={[
              { id: "stage", label: words.tab.work, content: stage },
              { id: "seats", label: words.tab.room, content: seats },
              bids,
              { id: "talk", label: words.tab.talk, content: side },
            ]}
          />
        </div>
      ) : (
        <div className={look["console"]}>
          <aside className={look["seats"]}>{seats}</aside>
          <div className={look["middle"]}>
            <Tabs
              label={words.stage[view.stage]}
              active={tab}
              choose={setTab}
              tabs={[{ id: "stage", label: words.tab.work, content: stage }, bids]}
            />
          </div>
          <aside className={look["side"]}>{side}</aside>
        </div>
      )}
    </>
  );
}

/** The stage's duties, what draws the eye, what the stage is about, and control over it, always at the foot. */
function HostStage() {
  return (
    <>
      <DrawingNow />
      <SealingPanel />
      <div className={styles["panel"]}>
        <Checklist />
        <ProgressBars />
        <TimePanel />
        <RollbackWaiting />
        <AlarmList />
        <Incidents />
      </div>
      <DrawnAndCalled />
      <Details />
      <HostControls />
    </>
  );
}

function Details() {
  const { view, words } = useRoom();
  const { stage: now } = view;
  if (now === "signed" || now === "archived" || now === "terminated") return <FinalPanel />;
  if (now === "signing") return <SigningPanel />;
  if (view.result !== undefined) return <ResultPanel />;
  if (view.review.closed !== undefined) return <ReviewResult />;
  return (
    <section className={styles["panel"]} aria-labelledby="bidders">
      <h3 id="bidders">{words.bidders.heading}</h3>
      <BidderList />
    </section>
  );
}
