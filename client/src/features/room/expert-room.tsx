import { useTileLayers } from "../../media/react/use-tile-layers.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { useMemo, useState } from "react";
import { useConduct } from "../conduct/use-conduct.ts";
import { DocumentReader } from "../documents/document-reader.tsx";
import { ReadingContext } from "../documents/reading-context.ts";
import type { Reading, ReadingDesk } from "../documents/reading-context.ts";
import { Splitter } from "../documents/splitter.tsx";
import { ReviewResult } from "../review/review-result.tsx";
import { NoticeHistory, PausedBanner } from "../talk/notices.tsx";
import { SpeakInBanner } from "../talk/speak-in-banner.tsx";
import { TalkPanel } from "../talk/talk-panel.tsx";
import { BidsPanel } from "./bids-panel.tsx";
import line from "./folded.module.css";
import { MediaBar } from "./media-bar.tsx";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";
import { SeatStrip } from "./seat-strip.tsx";
import { StageLine } from "./stage-line.tsx";
import { StepButton } from "./step-button.tsx";
import { Tabs } from "./tabs.tsx";
import type { Tab } from "./tabs.tsx";
import { TileStage } from "./tile-stage.tsx";
import { useNarrow } from "./use-narrow.ts";
import { useRoomMedia } from "./use-room-media.ts";
import { WorkPanel } from "./work-panel.tsx";

/** The expert's room: faces on one side, the work on the other; on a phone one after the other. */
export function ExpertRoom() {
  const { view, words } = useRoom();
  const media = useRoomMedia(true);
  const prefer = useTileLayers(media.session);
  useConduct(view.me.status === "admitted" && mayDo("expert", view.stage, "reportConduct"));
  const narrow = useNarrow();
  const [tab, setTab] = useState("work");
  // Whoever scores needs the room more than the faces, unless they want it otherwise.
  const [choice, setFolded] = useState<boolean>();
  const folded = choice ?? (view.stage === "scoring" && view.scoring.receipt === undefined);
  const [reading, setReading] = useState<Reading>();
  // A document stays open only as long as its bid may be seen.
  const isReadable = view.bids?.some(({ id }) => id === reading?.bid) ?? false;
  const open = isReadable ? reading : undefined;
  const desk = useMemo<ReadingDesk>(
    () => ({
      reading: open,
      read: (document) => {
        setReading(document);
        // Two columns of work leave no room for large faces.
        if (document !== undefined) setFolded(true);
      },
    }),
    [open],
  );
  const reader =
    open === undefined ? undefined : (
      <DocumentReader
        key={`${open.bid}/${open.sha256}`}
        reading={open}
        close={() => setReading(undefined)}
      />
    );
  const [step] = view.steps;
  const faces = (
    <>
      <TileStage
        media={media.state}
        ownVideo={media.camera.sent}
        ownMuted={media.microphone.device.track === undefined}
        ownDesktop={media.desktop.track}
        prefer={prefer}
      />
      {narrow ? (
        <MediaBar media={media} />
      ) : (
        <MediaBar media={media} fold={{ folded, toggle: () => setFolded(!folded) }} />
      )}
    </>
  );
  const tabs: readonly Tab[] = [
    ...(narrow ? [{ id: "room", label: words.tab.room, content: faces }] : []),
    {
      id: "work",
      label: view.stage === "scoring" ? words.tab.sheet : words.tab.work,
      content: <WorkPanel />,
    },
    {
      id: "bids",
      label: narrow ? words.tab.files : words.tab.bids,
      content: (narrow ? reader : undefined) ?? <BidsPanel />,
    },
    ...(view.review.closed !== undefined && !narrow
      ? [{ id: "review", label: words.tab.review, content: <ReviewResult /> }]
      : []),
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
  ];
  return (
    <ReadingContext.Provider value={desk}>
      <StageLine
        action={step === undefined ? undefined : <StepButton key={step.command} step={step} />}
      />
      <PausedBanner />
      <SpeakInBanner />
      {narrow && tab !== "room" && <SeatStrip media={media.state} />}
      <div className={styles["body"]} data-folded={folded}>
        {!narrow && (
          <aside className={`${styles["side"]} ${folded ? line["folded"] : ""}`}>{faces}</aside>
        )}
        <div className={styles["work"]}>
          <Splitter
            label={words.documents.splitter}
            left={<Tabs tabs={tabs} active={tab} choose={setTab} label={words.stage[view.stage]} />}
            right={narrow ? undefined : reader}
          />
        </div>
      </div>
    </ReadingContext.Provider>
  );
}
