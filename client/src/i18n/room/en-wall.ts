import type { wall as chinese } from "./zh-wall.ts";

type Details = Readonly<Record<string, string>>;

export const sources: Details = {
  camera: "camera",
  microphone: "microphone",
  screen: "shared screen",
};
export const misuses: Details = {
  flooding: "sent too many messages",
  malformed: "sent messages that no page sends",
};
export const trackStates: Details = {
  plain: "plain, refused",
  on: "on",
  muted: "muted",
  poor: "arrives badly",
  off: "off",
};
export const alarms: (typeof chinese)["alarms"] = {
  "seat-left": "seat left",
  "plain-track": "plain face or voice",
  "camera-off": "no picture",
  "quality-lost": "poor picture",
  "window-away": "other window",
  "window-left": "switched windows",
  copied: "copied",
  pasted: "pasted",
  printed: "printed",
  refusals: "repeated refusals",
};
const acts: Details = {
  "window-left": "left the window",
  "window-back": "came back to the window",
  copied: "copied",
  pasted: "pasted",
  printed: "printed",
};

/** The word for a value that came in as text, or the text itself. */
export function said(words: Details, value: string | undefined): string {
  return words[value ?? ""] ?? value ?? "";
}

/** Each act by its name, with how often when more than once. */
export function conductSaid(details: Details): string {
  return Object.entries(details)
    .map(([kind, times]) => `${said(acts, kind)}${times === "1" ? "" : ` × ${times}`}`)
    .join(", ");
}

/** The wall, alarms, speaking in and agreeing, in English. */
export const faults: (typeof chinese)["faults"] = {
  network: "network",
  power: "power",
  media: "sound and picture",
  platform: "platform",
  venue: "venue",
  other: "other",
};

export const wall: typeof chinese = {
  alarms,
  faults,
  lobbyReturn: {
    act: "To the lobby",
    of: (who) => `Send ${who} to the lobby`,
    warning:
      "The member leaves the room at once; what they did is kept. They go on once admitted again.",
    reason: "Reason",
    told: (reason) => `The host asked you back to the lobby: ${reason}`,
  },
  incident: {
    heading: "Faults",
    open: "Record a fault",
    fault: "What failed",
    reason: "What happened",
    openWarning:
      "The clock starts now. Seen by host, supervisor and witness, and kept in the log for good.",
    close: "Close",
    closeText: "How it was settled",
    none: "No fault is open.",
    left: (time) => `${time} left`,
    over: (time) => `${time} over`,
    before: "Before the start: once time is up, the owner decides whether to wait on.",
    during:
      "During the evaluation: fixed in time it goes on; else everything is sealed and a new panel formed.",
  },
  wall: {
    title: "Supervision wall",
    lead: "All evaluations that you watch. Choose a room to go in; Esc brings you back.",
    grid: "Rooms a page",
    grids: (count) => (count === 1 ? "1 room" : `${count} rooms`),
    page: (page, of) => `Page ${page} of ${of}`,
    previous: "Previous",
    next: "Next",
    open: (title) => `Go into ${title}`,
    back: "Back to the wall",
    backHint: "Esc",
    empty: "You watch no evaluation now",
    emptyText: "Evaluations appear here once you are named supervisor or witness.",
    more: (count) => `${count} more are not shown: the wall shows 25 at once.`,
    joining: "Connecting…",
    unreachable: "Connection lost; trying again",
    yours: "Waiting for you",
    calm: "No alarms",
    alarmCount: (count) => (count === 1 ? "1 alarm" : `${count} alarms`),
    paused: "Paused",
    elsewhere: (rooms) =>
      rooms === 1
        ? "A room on another page has a grave alarm"
        : `${rooms} rooms on other pages have grave alarms`,
    elapsed: "Running for",
    lasting: (hours, minutes) => (hours === 0 ? `${minutes} min` : `${hours} h ${minutes} min`),
    seats: "Seats",
    room: "Room",
    kind: "Kind",
    severity: "Weight",
    allRooms: "All rooms",
    kinds: {
      all: "All kinds",
      seats: "Seats",
      conduct: "Conduct",
      supervision: "Control",
      process: "Process",
    },
    severities: { all: "All lines", attention: "Attention" },
    feed: "Live log of all rooms",
    feedEmpty: "No entries yet. Every act in these rooms appears here.",
    feedNone: "Nothing matches the filters.",
    show: "Log",
    rooms: "Rooms",
  },
  alarm: {
    heading: "Alarms",
    none: "No alarms.",
    times: (count) => (count === 1 ? "once" : `${count} times`),
    since: (time) => `since ${time}`,
    last: (time) => `last at ${time}`,
    settle: "Looked into",
    settleOf: (who, what) => `Looked into: ${who}, ${what}`,
    bad: "grave",
  },
  speakIn: {
    begin: "Speak in",
    beginText: "What about",
    beginWarning:
      "The room is told first; then your microphone opens. Until you end it, the room hears you.",
    end: "Stop speaking in",
    announced: "The supervisor is speaking to the room",
    yours: "You are speaking in; the room can hear you",
    silent: "The microphone did not open",
  },
  approval: {
    heading: "Waiting for you to agree",
    ask: "Ask to resume",
    askText: "Reason for asking",
    askWarning: "The supervisor ordered this pause; it ends once the supervisor has agreed.",
    waiting: "You have asked to resume; waiting for the supervisor.",
    granted: "The supervisor has agreed to resume.",
    declined: (reason) => `The supervisor did not agree to resume: ${reason}`,
    resume: "The host asks to resume the evaluation",
    agree: "Agree",
    decline: "Do not agree",
    answerText: "Reason",
    audience: "Seen by host, supervisor and witness, and kept in the log for good.",
  },
};
