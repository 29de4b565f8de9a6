import type { EventOf } from "../../contracts/events/index.ts";
import type { EventRecord } from "../../contracts/record.ts";
import type { Gap, Segment } from "../../contracts/recording.ts";
import { trackKey } from "../../evaluation/recording/state.ts";
import { findProfile } from "../../law/profiles/index.ts";
import { fail, pass, type Finding } from "../check.ts";
import type { Follower } from "./follower.ts";

/** From when to when, in milliseconds since 1970. */
type Stretch = Readonly<{ from: number; to: number }>;

/** What a stream says of its recordings. */
export type RecordingIndex = Readonly<{ segments: readonly Segment[]; gaps: readonly Gap[] }>;

/**
 * A packet takes a moment to the file, and what a track does may come into the stream a second late: stretches up to
 * this long, in milliseconds, need no reason.
 */
export const recordingTolerance = 3_000;

/**
 * Where the rules demand a recording, every moment at which a seat sent something is in a segment, or in a gap that
 * says why not. No file is named twice.
 */
export class RecordingsFollower implements Follower {
  #required = false;
  #last = 0;
  readonly #segments: Segment[] = [];
  readonly #gaps: Gap[] = [];
  readonly #hashes = new Set<string>();
  #twice: string | undefined;
  /** By track: since when it is sent, and what was sent before. */
  readonly #since = new Map<string, number>();
  readonly #sent = new Map<string, Stretch[]>();
  readonly #covered = new Map<string, Stretch[]>();

  take({ record }: Readonly<{ record: EventRecord }>): void {
    const { event, at } = record;
    this.#last = at;
    if (event.type === "TenderOpened") {
      this.#required = findProfile(event.tender.profile)?.recording?.value ?? false;
    } else if (event.type === "TrackNoted") {
      this.#follow(event, at);
    } else if (event.type === "SegmentsKept") {
      for (const segment of event.segments) this.#keep(segment);
    } else if (event.type === "RecordingGap") {
      const { type: _, ...gap } = event;
      this.#gaps.push(gap);
      added(this.#covered, trackKey(gap), gap);
    }
  }

  index(): RecordingIndex {
    return { segments: this.#segments, gaps: this.#gaps };
  }

  finding(): Finding {
    const [segments, gaps] = [this.#segments.length, this.#gaps.length];
    if (this.#twice !== undefined) {
      return fail(`segment ${this.#twice} is named twice`, `录像段 ${this.#twice} 重复入档`);
    }
    if (!this.#required) return pass("no recording is demanded", "规则未要求录制");
    for (const key of this.#since.keys()) this.#end(key, this.#last);
    for (const [key, sent] of this.#sent) {
      const bare = uncovered(sent, this.#covered.get(key) ?? []);
      if (bare === undefined) continue;
      const seconds = Math.ceil((bare.to - bare.from) / 1000);
      return fail(
        `${key}: ${seconds} s from ${bare.from} ms are neither recorded nor a gap`,
        `${key}:自 ${bare.from} 毫秒起 ${seconds} 秒既无录像也无缺口说明`,
      );
    }
    return pass(
      `${segments} segments of ${this.#sent.size} tracks, ${gaps} gaps with reasons`,
      `${this.#sent.size} 路共 ${segments} 段,缺口 ${gaps} 处均有说明`,
    );
  }

  #keep(segment: Segment): void {
    if (this.#hashes.has(segment.sha256)) this.#twice ??= segment.sha256;
    this.#hashes.add(segment.sha256);
    this.#segments.push(segment);
    added(this.#covered, trackKey(segment), segment);
  }

  #follow(event: EventOf<"TrackNoted">, at: number): void {
    const key = trackKey(event);
    const isSent = event.state === "on" || event.state === "poor";
    if (!isSent) this.#end(key, at);
    else if (!this.#since.has(key)) this.#since.set(key, at);
  }

  #end(key: string, to: number): void {
    const from = this.#since.get(key);
    if (from === undefined) return;
    this.#since.delete(key);
    added(this.#sent, key, { from, to });
  }
}

function added(map: Map<string, Stretch[]>, key: string, { from, to }: Stretch): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [{ from, to }]);
  else list.push({ from, to });
}

/** The first stretch of what was sent that nothing covers and that is longer than the tolerance. */
export function uncovered(
  sent: readonly Stretch[],
  covered: readonly Stretch[],
): Stretch | undefined {
  const sorted = covered.toSorted((a, b) => a.from - b.from);
  for (const { from, to } of sent) {
    let reached = from;
    for (const cover of sorted) {
      if (cover.from >= to) break;
      if (cover.from - reached > recordingTolerance) return { from: reached, to: cover.from };
      reached = Math.max(reached, cover.to);
    }
    if (to - reached > recordingTolerance) return { from: reached, to };
  }
  return undefined;
}
