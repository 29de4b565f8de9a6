import { Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import type { RecordingTimeline } from "@yuanping/shared/contracts/recording-timeline.ts";
import { useWords } from "../../i18n/room/use-words.ts";
import {
  feedFilters,
  feedMatches,
  feedSentence,
  type FeedFilter,
} from "../supervisor/feed-sentence.ts";
import { beforeEvent, clockOf } from "./playback.ts";
import styles from "./player.module.css";
import type { Playhead } from "./use-playhead.ts";

type Props = Readonly<{
  from: number;
  lines: RecordingTimeline["lines"];
  playhead: Playhead;
}>;

/** What happened, in order; each line goes to its moment, and the newest that has passed is marked and kept in sight. */
export function EventJumps({ from, lines, playhead }: Props) {
  const words = useWords();
  const [filter, setFilter] = useState<FeedFilter>("all");
  const shown = lines.filter((line) => feedMatches(line, filter));
  const passed = shown.findLastIndex(({ at }) => at <= playhead.at);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const own = list.current;
    // Whoever reads in the list is not led away from there.
    if (own === null || own.contains(document.activeElement)) return;
    bringIntoSight(own, passed);
  }, [list, passed]);
  return (
    <section className={styles["events"]} aria-labelledby="player-events">
      <h2 id="player-events">{words.player.events}</h2>
      <Segmented<FeedFilter>
        aria-label={words.feed.filter}
        size="small"
        value={filter}
        options={feedFilters.map((value) => ({ value, label: words.feed[value] }))}
        onChange={setFilter}
      />
      {shown.length === 0 && <p className={styles["count"]}>{words.feed.none}</p>}
      <ol ref={list}>
        {shown.map((line, place) => (
          <li key={line.seq} aria-current={place === passed ? "true" : undefined}>
            <button type="button" onClick={() => playhead.seek(line.at - beforeEvent)}>
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

/** Scrolls the list alone, never the page, and only where it has a height of its own. */
function bringIntoSight(list: HTMLElement, at: number): void {
  const marked = list.children.item(at);
  if (!(marked instanceof HTMLElement)) return;
  list.scrollTop = marked.offsetTop - list.offsetTop - list.clientHeight / 2;
}
