import { Select } from "antd";
import { useMemo, useState } from "react";
import type { RoomWords } from "../../i18n/room/zh.ts";
import { timeOf } from "../room/clock.ts";
import { feedSentence, needsAttention } from "../supervisor/feed-sentence.ts";
import { feedKinds, feedSeverities, mergedFeed } from "./merged-feed.ts";
import type { FeedKind, FeedSeverity } from "./merged-feed.ts";
import type { WallRoom } from "./wall-lines.ts";
import look from "./wall.module.css";

/** Drawn at most; each room's trail has them all. */
const shownLines = 200;

/** What happens in all rooms as one log, newest on top, every line a sentence. */
export function WallFeed({
  rooms,
  words,
}: Readonly<{ rooms: readonly WallRoom[]; words: RoomWords }>) {
  const [room, setRoom] = useState("");
  const [kind, setKind] = useState<FeedKind>("all");
  const [severity, setSeverity] = useState<FeedSeverity>("all");
  const titles = new Map(
    rooms.map(({ evaluation, state }) => {
      const { title = "", number = "" } = state.view?.tender ?? {};
      // Lots of one project share a long title: what tells them apart must not be what is cut off.
      return [evaluation, title === "" ? evaluation : `${number} · ${title}`];
    }),
  );
  const desks = useMemo(() => desksOf(rooms), [rooms]);
  const lines = useMemo(
    () =>
      mergedFeed(
        rooms.map(({ evaluation, state }) => ({ evaluation, feed: state.feed })),
        { room: room === "" ? undefined : room, kind, severity },
        shownLines,
      ),
    [rooms, room, kind, severity],
  );
  const quiet = rooms.every(({ state }) => state.feed.length === 0);
  return (
    <section className={look["feed"]} aria-labelledby="wall-feed">
      <h2 id="wall-feed">{words.wall.feed}</h2>
      <div className={look["filters"]}>
        <Select
          aria-label={words.wall.room}
          value={room}
          onChange={setRoom}
          options={[
            { value: "", label: words.wall.allRooms },
            ...rooms.map(({ evaluation }) => ({
              value: evaluation,
              label: titles.get(evaluation) ?? evaluation,
            })),
          ]}
        />
        <Select<FeedKind>
          aria-label={words.wall.kind}
          value={kind}
          onChange={setKind}
          options={feedKinds.map((value) => ({ value, label: words.wall.kinds[value] }))}
        />
        <Select<FeedSeverity>
          aria-label={words.wall.severity}
          value={severity}
          onChange={setSeverity}
          options={feedSeverities.map((value) => ({ value, label: words.wall.severities[value] }))}
        />
      </div>
      {lines.length === 0 && (
        <p className={look["soft"]}>{quiet ? words.wall.feedEmpty : words.wall.feedNone}</p>
      )}
      <div className={look["lines"]} role="log" aria-labelledby="wall-feed" tabIndex={0}>
        <ol>
          {lines.map(({ room: from, line }) => (
            <li key={`${from}/${line.seq}`} data-attention={needsAttention(line)}>
              <time>{timeOf(line.at, words.locale)}</time>
              <div>
                {needsAttention(line) && <b>! </b>}
                {feedSentence(line, words, desks.get(`${from}/${line.code ?? ""}`))}
                <span className={look["from"]}>{titles.get(from)}</span>
              </div>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** Where members sit, by room and code. */
function desksOf(rooms: readonly WallRoom[]): ReadonlyMap<string, string> {
  return new Map(
    rooms.flatMap(({ evaluation, state }) =>
      (state.view?.members ?? []).flatMap(({ code, desk }) =>
        desk === undefined ? [] : [[`${evaluation}/${code}`, desk] as const],
      ),
    ),
  );
}
