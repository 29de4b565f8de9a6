import { recordingWords } from "./en-recording.ts";
import type { player as chinese } from "./zh-player.ts";

const sourceName: Readonly<Record<string, string>> = recordingWords.source;
const causeName: Readonly<Record<string, string>> = recordingWords.cause;
const sourceOf = (source: string): string => sourceName[source] ?? source;

/** Playing recordings, and whether there is one, in English. */
export const player: typeof chinese = {
  player: {
    title: "Recording",
    lead: (tender) =>
      `${tender}: all seats side by side, along what happened. Every viewing is put on record.`,
    leave: "Back to the evaluation",
    open: "Watch the recording",
    nothing: "Nothing of this evaluation is recorded",
    nothingYet:
      "Once somebody's sound or picture is sent, each file is put on record as it is closed: open this page again then.",
    previousEvent: "Previous event",
    nextEvent: "Next event",
    controls: "Playing and timeline",
    play: "Play",
    pause: "Pause",
    back: "Back 10 s",
    forward: "On 10 s",
    rate: "Speed",
    moment: "Moment",
    events: "Events",
    earlier: "before",
    screen: "desktop",
    source: { camera: "picture", microphone: "sound", screen: "desktop" },
    kept: (segments, gaps, lost) =>
      [
        `${segments} ${segments === 1 ? "file" : "files"}`,
        gaps === 0 ? "no gap" : `${gaps} ${gaps === 1 ? "gap" : "gaps"}`,
        ...(lost === 0 ? [] : [`${lost} missing`]),
      ].join(", "),
    none: (source) => `no ${sourceOf(source)}`,
    present: (source) => sourceOf(source),
    missing: (source) => `${sourceOf(source)}: the file is missing or cannot be played`,
    unrecorded: (source, cause) => `${sourceOf(source)} not recorded: ${causeName[cause] ?? cause}`,
  },
  desktop: {
    name: "Desktop",
    show: "Show your desktop",
    hide: "Stop showing your desktop",
    shown: "shows the desktop",
    own: "you are showing your desktop; the whole room sees it and it is recorded",
  },
  recording: {
    on: "Recording",
    "no-recorder": "Not recorded: there is no recorder",
    "disk-low": "Recording; the disk is nearly full",
    "disk-full": "Not recorded: the disk is full",
  },
};
