import { Segmented } from "antd";
import { useState } from "react";
import { timeOf } from "../room/clock.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { feedFilters, feedMatches, feedSentence, needsAttention } from "./feed-sentence.ts";
import type { FeedFilter } from "./feed-sentence.ts";
import look from "./supervisor.module.css";

/** Drawn at most; the trail has them all. */
const shownLines = 200;

/** The log as it grows, newest on top, every line a sentence. */
export function LiveFeed() {
  const { feed, words } = useRoom();
  const [filter, setFilter] = useState<FeedFilter>("all");
  const lines = feed
    .filter((line) => feedMatches(line, filter))
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
      {lines.length === 0 && (
        <p className={styles["soft"]}>{feed.length === 0 ? words.feed.empty : words.feed.none}</p>
      )}
      <ol className={look["lines"]} role="log" aria-labelledby="feed" tabIndex={0}>
        {lines.map((line) => (
          <li key={line.seq} data-attention={needsAttention(line)}>
            <time>{timeOf(line.at, words.locale)}</time>
            <span>
              {needsAttention(line) && <b>! </b>}
              {feedSentence(line, words)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
