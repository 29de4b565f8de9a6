/** One thing that has to work before the room, and what stands in its way, by a key of the words. */
export type CheckStep = Readonly<{
  name: "socket" | "camera" | "microphone" | "speaker" | "channel";
  state: "ok" | "open" | "problem";
}>;

export type CheckFacts = Readonly<{
  online: boolean;
  started: boolean;
  camera: boolean;
  microphone: boolean;
  /** Whether the microphone has ever heard anything. */
  heard: boolean;
  /** What the person said of the test sound. */
  sound: boolean | undefined;
  /** Whether the browser's own channel works; undefined while it is being tried. */
  channel: boolean | undefined;
}>;

/** The steps in their order; `open` is what was not tried yet. */
export function checkSteps(facts: CheckFacts): readonly CheckStep[] {
  const { online, started, camera, microphone, heard, sound, channel } = facts;
  const device = (works: boolean): CheckStep["state"] =>
    works ? "ok" : started ? "problem" : "open";
  const tried = (works: boolean | undefined): CheckStep["state"] =>
    works === undefined ? "open" : works ? "ok" : "problem";
  return [
    { name: "socket", state: online ? "ok" : "problem" },
    { name: "camera", state: device(camera) },
    { name: "microphone", state: microphone && !heard ? "open" : device(microphone) },
    { name: "speaker", state: tried(sound) },
    { name: "channel", state: tried(channel) },
  ];
}
