/** The words of recording: sources, changes, causes of gaps, conditions. */
export const recordingWords: Readonly<
  Record<"source" | "cause" | "condition", Readonly<Record<string, string>>>
> = {
  source: { microphone: "sound", camera: "picture", screen: "desktop" },
  cause: {
    starting: "recording was starting",
    "recorder-died": "the recorder broke off",
    "worker-died": "the media worker died",
    "server-down": "the server was down",
    "no-recorder": "there is no recorder",
    "disk-full": "the disk was full",
    "nothing-arrived": "nothing arrived",
  },
  condition: {
    on: "Recording",
    "no-recorder": "Not recorded: there is no recorder",
    "disk-low": "Recording; the disk is nearly full",
    "disk-full": "Not recorded: the disk is full",
  },
};
