import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { RecordingTimeline } from "@yuanping/shared/contracts/recording-timeline.ts";
import { api, refusalIn, useEvaluations, valueOf } from "../../app/api.ts";
import { SignedIn } from "../../app/signed-in.tsx";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, Loading } from "../../components/states.tsx";
import { useWords } from "../../i18n/room/use-words.ts";
import { EventJumps } from "./event-jumps.tsx";
import { extentOf, seatsOf, type Extent } from "./playback.ts";
import styles from "./player.module.css";
import { Scrubber } from "./scrubber.tsx";
import { SeatWall } from "./seat-wall.tsx";
import { useMissingFiles } from "./use-missing-files.ts";
import { usePlayhead } from "./use-playhead.ts";

/** What was recorded of an evaluation, all seats side by side along what happened. */
export function PlayerPage() {
  const { id } = useParams({ from: "/evaluation/$id/recording" });
  return <SignedIn>{() => <PlayerOf evaluation={id} />}</SignedIn>;
}

function PlayerOf({ evaluation }: Readonly<{ evaluation: string }>) {
  const words = useWords();
  const list = useEvaluations();
  const timeline = useQuery({
    queryKey: ["recordings", evaluation],
    queryFn: () => valueOf(api.recordings(evaluation)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const tender = list.data?.evaluations.find((one) => one.evaluation === evaluation);
  return (
    <Page
      title={words.player.title}
      lead={words.player.lead(tender?.title ?? evaluation)}
      aside={
        <Link to="/evaluation/$id" params={{ id: evaluation }}>
          {words.player.leave}
        </Link>
      }
    >
      {timeline.isPending && <Loading rows={8} />}
      {timeline.isError && (
        <Failed refusal={refusalIn(timeline.error)} retry={() => void timeline.refetch()} />
      )}
      {timeline.data !== undefined && <Playing timeline={timeline.data} />}
    </Page>
  );
}

function Playing({ timeline }: Readonly<{ timeline: RecordingTimeline }>) {
  const words = useWords();
  const extent = extentOf(timeline);
  if (extent === undefined)
    return <Empty title={words.player.nothing} text={words.player.nothingYet} />;
  return <Player timeline={timeline} extent={extent} />;
}

function Player({ timeline, extent }: Readonly<{ timeline: RecordingTimeline; extent: Extent }>) {
  const playhead = usePlayhead(extent);
  const missing = useMissingFiles();
  const seats = seatsOf(timeline);
  const { evaluation, lines } = timeline;
  return (
    <div className={styles["player"]}>
      <div className={styles["watch"]}>
        <SeatWall evaluation={evaluation} seats={seats} playhead={playhead} missing={missing} />
        <Scrubber
          extent={extent}
          seats={seats}
          lines={lines}
          playhead={playhead}
          missing={missing}
        />
      </div>
      <EventJumps from={extent.from} lines={lines} playhead={playhead} />
    </div>
  );
}
