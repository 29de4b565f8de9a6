import type { RecordingTimeline } from "@yuanping/shared/contracts/recording-timeline.ts";
import { useWords } from "../../i18n/room/use-words.ts";
import { feedSentence } from "../supervisor/feed-sentence.ts";
import { clockOf } from "./playback.ts";
import styles from "./player.module.css";
import type { Playhead } from "./use-playhead.ts";

type Props = Readonly<{
  from: number;
  lines: RecordingTimeline["lines"];
  playhead: Playhead;
}>;

/** A moment before what happened, in milliseconds, so that it is seen coming. */
const before = 2_000;

/** What happened, in order; each line goes to its moment, and the newest that has passed is marked. */
export function EventJumps({ from, lines, playhead }: Props) {
  const words = useWords();
  const passed = lines.findLast(({ at }) => at <= playhead.at)?.seq;
  return (
    <section className={styles["events"]} aria-label={words.player.events}>
      <h2>{words.player.events}</h2>
      <ol>
        {lines.map((line) => (
          <li key={line.seq} aria-current={line.seq === passed ? "true" : undefined}>
            <button type="button" onClick={() => playhead.seek(line.at - before)}>
              <span className="number">
                {line.at < from ? words.player.earlier : clockOf(line.at - from)}
              </span>
              <span>{feedSentence(line, words)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
