import { Button, Select } from "antd";
import { CaretRightOutlined, PauseOutlined } from "@ant-design/icons";
import type { RecordingTimeline } from "@yuanping/shared/contracts/recording-timeline.ts";
import { useWords } from "../../i18n/room/use-words.ts";
import { roleName } from "../room/naming.ts";
import { clockOf, nextEvent, type Extent, type RecordedSeat } from "./playback.ts";
import styles from "./player.module.css";
import type { MissingFiles } from "./use-missing-files.ts";
import type { Playhead } from "./use-playhead.ts";

type Props = Readonly<{
  extent: Extent;
  seats: readonly RecordedSeat[];
  lines: RecordingTimeline["lines"];
  playhead: Playhead;
  missing: MissingFiles;
}>;

const sources = ["camera", "microphone", "screen"] as const;
const rates = [1, 1.5, 2, 4];
const stride = 10_000;

/** Play, go to a moment, and see at a glance what is recorded of whom and what is missing. */
export function Scrubber({ extent, seats, lines, playhead, missing }: Props) {
  const words = useWords();
  const { at, playing, rate } = playhead;
  const place = placing(extent);
  const previous = nextEvent(lines, extent, at, "back");
  const next = nextEvent(lines, extent, at, "forward");
  const go = (moment: number | undefined) => {
    if (moment !== undefined) playhead.seek(moment);
  };
  return (
    <section className={styles["scrubber"]} aria-label={words.player.controls}>
      <div className={styles["buttons"]}>
        <Button
          type="primary"
          icon={playing ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
          onClick={playhead.toggle}
        >
          {playing ? words.player.pause : words.player.play}
        </Button>
        <Button onClick={() => playhead.seek(at - stride)}>{words.player.back}</Button>
        <Button onClick={() => playhead.seek(at + stride)}>{words.player.forward}</Button>
        <Button disabled={previous === undefined} onClick={() => go(previous)}>
          {words.player.previousEvent}
        </Button>
        <Button disabled={next === undefined} onClick={() => go(next)}>
          {words.player.nextEvent}
        </Button>
        <Select
          aria-label={words.player.rate}
          value={rate}
          onChange={playhead.setRate}
          options={rates.map((value) => ({ value, label: `${value}×` }))}
        />
      </div>
      <div className={styles["axis"]}>
        <span className="number">{clockOf(at - extent.from)}</span>
        <input
          type="range"
          className={styles["range"]}
          aria-label={words.player.moment}
          aria-valuetext={clockOf(at - extent.from)}
          min={0}
          max={extent.to - extent.from}
          step={1000}
          value={at - extent.from}
          onChange={(event) => playhead.seek(extent.from + Number(event.target.value))}
          onKeyDown={(event) => {
            if (event.key !== " ") return;
            event.preventDefault();
            playhead.toggle();
          }}
        />
        <span className={`number ${styles["count"]}`}>{clockOf(extent.to - extent.from)}</span>
      </div>
      <div className={styles["axis"]} aria-hidden="true">
        <span>{words.player.events}</span>
        <div className={styles["marks"]}>
          {lines
            .filter((line) => line.at >= extent.from && line.at <= extent.to)
            .map((line) => (
              <i key={line.seq} className={styles["mark"]} style={{ left: place(line.at) }} />
            ))}
          <i className={styles["now"]} style={{ left: place(at) }} />
        </div>
      </div>
      <ul className={styles["rows"]}>
        {seats.flatMap((seat) =>
          sources.flatMap((source) => {
            const track = seat.tracks[source];
            if (track === undefined) return [];
            const { segments, gaps } = track;
            const lost = segments.filter(({ file }) => missing.has(file)).length;
            const kept = words.player.kept(segments.length, gaps.length, lost);
            return [
              <li key={`${seat.person}/${source}`} className={styles["axis"]}>
                <span>
                  {roleName(seat, words)} · {words.player.source[source]}
                </span>
                <span className={styles["bar"]}>
                  {segments.map((part) => (
                    <i
                      key={part.file}
                      className={styles[missing.has(part.file) ? "lost" : "kept"]}
                      style={spanning(place, part)}
                    />
                  ))}
                  {gaps.map((part) => (
                    <i
                      key={part.from}
                      className={styles["gap"]}
                      title={words.player.unrecorded(source, part.cause)}
                      style={spanning(place, part)}
                    />
                  ))}
                  <i className={styles["now"]} style={{ left: place(at) }} />
                </span>
                <span className={styles["count"]}>{kept}</span>
              </li>,
            ];
          }),
        )}
      </ul>
    </section>
  );
}

/** Where a moment lies, in percent of the width. */
function placing({ from, to }: Extent): (at: number) => string {
  const length = Math.max(1, to - from);
  return (at) => `${((Math.min(Math.max(at, from), to) - from) / length) * 100}%`;
}

function spanning(place: (at: number) => string, { from, to }: Extent) {
  return { left: place(from), right: `calc(100% - ${place(to)})` };
}
