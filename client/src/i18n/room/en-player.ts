import type { player as chinese } from "./zh-player.ts";

/** Playing recordings, and whether there is one, in English. */
export const player: typeof chinese = {
  player: {
    title: "Recording",
    lead: (tender) =>
      `${tender}: all seats side by side, along what happened. Every viewing is put on record.`,
    leave: "Back to the evaluation",
    open: "Watch the recording",
    nothing: "Nothing of this evaluation is recorded",
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
    kept: (segments, gaps) =>
      gaps === 0 ? `${segments} segments, no gap` : `${segments} segments, ${gaps} gaps`,
    noPicture: "no picture",
    withPicture: "picture",
    noSound: "no sound",
    withSound: "sound",
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
