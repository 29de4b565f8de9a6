import { Segmented } from "antd";
import { useState } from "react";
import { timeOf } from "../room/clock.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { deskOf } from "../room/venue.ts";
import {
  feedFilters,
  feedMatches,
  feedSentence,
  groupedLines,
  needsAttention,
} from "./feed-sentence.ts";
import type { FeedFilter } from "./feed-sentence.ts";
import look from "./supervisor.module.css";

/** Drawn at most; the trail has them all. */
const shownLines = 200;

/** The log as it grows, newest on top, every line a sentence. */
export function LiveFeed() {
  const { feed, view, words } = useRoom();
  const [filter, setFilter] = useState<FeedFilter>("all");
  const groups = groupedLines(feed.filter((line) => feedMatches(line, filter)))
    .slice(-shownLines)
    .toReversed();
  return (
    <section className={look["feed"]} aria-labelledby="feed">
      <h2 id="feed">{words.feed.heading}</h2>
      <Segmented<FeedFilter>
        aria-label={words.feed.filter}
        value={filter}
        options={feedFilters.map((value) => ({ value, label: words.feed[value] }))}
        onChange={setFilter}
      />
      {groups.length === 0 && (
        <p className={styles["soft"]}>{feed.length === 0 ? words.feed.empty : words.feed.none}</p>
      )}
      <div className={look["lines"]} role="log" aria-labelledby="feed" tabIndex={0}>
        <ol>
          {groups.map(({ line, times }) => (
            <li key={line.seq} data-attention={needsAttention(line)}>
              <time>{timeOf(line.at, words.locale)}</time>
              <span>
                {needsAttention(line) && <b>! </b>}
                {feedSentence(line, words, deskOf(view, line.code), times)}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
