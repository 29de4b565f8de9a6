import type { MediaSource, MediaStatus, MediaTracks } from "@yuanping/shared/contracts/media.ts";
import { MediaRefusedError } from "./ask.ts";

/**
 * - `preparing`: the server is not ready for media yet; `progress` says how far it is.
 * - `joining`: under way, or waiting to try again; `failures` says what went wrong.
 * - `refused`: the room's state does not let this person in; tried again as soon as the server says so.
 * - `replaced`: a newer socket of the same person took over; this session does nothing more.
 */
export type MediaSessionStatus =
  | "idle"
  | "preparing"
  | "joining"
  | "ready"
  | "unavailable"
  | "refused"
  | "replaced"
  | "closed";

export type PersonTracks = Readonly<Partial<Record<MediaSource, MediaStreamTrack>>>;

/**
 * What did not work, newest last; `code` is a refusal's code, an error's name, `no-path` when packets do not get
 * through, or `track-ended` when a device was unplugged.
 */
export type MediaFailure = Readonly<{
  step: "join" | "connect" | "send" | "receive" | "device";
  source?: MediaSource;
  code: string;
  zh?: string;
  en?: string;
}>;

export type MediaState = Readonly<{
  status: MediaSessionStatus;
  progress: MediaStatus | undefined;
  /** By PersonRef. */
  tracks: ReadonlyMap<string, PersonTracks>;
  /** What each person sends but has muted. */
  muted: ReadonlyMap<string, ReadonlySet<MediaSource>>;
  speaker: string | null;
  failures: readonly MediaFailure[];
}>;

/** Before anything has happened. */
export const idleState: MediaState = {
  status: "idle",
  progress: undefined,
  tracks: new Map(),
  muted: new Map(),
  speaker: null,
  failures: [],
};

/** Refusals to let in that trying again does not change; the server says when it is worth another try. */
const lastingRefusals: ReadonlyMap<string, MediaSessionStatus> = new Map([
  ["media.not-participant", "refused"],
  ["media.preparing", "preparing"],
  ["media.unavailable", "unavailable"],
  ["media.replaced", "replaced"],
]);

/** Where a failed join leaves the session; undefined when it is simply tried again. */
export function statusAfter(error: unknown): MediaSessionStatus | undefined {
  return error instanceof MediaRefusedError ? lastingRefusals.get(error.refusal.code) : undefined;
}

/** A failure's code, and its texts when the server said no. */
export function described(error: unknown): Pick<MediaFailure, "code" | "zh" | "en"> {
  if (error instanceof MediaRefusedError) {
    const { code, zh, en } = error.refusal;
    return { code, zh, en };
  }
  return { code: error instanceof Error ? error.name : String(error) };
}

/** The tracks with this one added, or taken away when it is undefined. */
export function withTrack(
  tracks: MediaState["tracks"],
  { person, source }: Readonly<{ person: string; source: MediaSource }>,
  track: MediaStreamTrack | undefined,
): MediaState["tracks"] {
  const { [source]: _, ...others } = tracks.get(person) ?? {};
  const own: PersonTracks = track === undefined ? others : { ...others, [source]: track };
  const next = new Map(tracks);
  if (Object.keys(own).length === 0) next.delete(person);
  else next.set(person, own);
  return next;
}

/** Who has muted what. */
export function mutedOf(remote: MediaTracks["tracks"]): MediaState["muted"] {
  const muted = new Map<string, Set<MediaSource>>();
  for (const { person, source } of remote.filter(({ paused }) => paused)) {
    muted.set(person, (muted.get(person) ?? new Set()).add(source));
  }
  return muted;
}
