import type { TrialReport } from "../../media/line-trial.ts";

/** One thing that has to work before the room, and what stands in its way, by a key of the words. */
export type CheckStep = Readonly<{
  name:
    | "socket"
    | "camera"
    | "microphone"
    | "speaker"
    | "channel"
    | "udp"
    | "tcp"
    | "publish"
    | "receive";
  state: TrialReport["udp"];
  /** The person can do something about it now. */
  advised: boolean;
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
  /** The line to the media server. */
  line: TrialReport;
}>;

/** The steps in their order; `open` is what was not tried yet. */
export function checkSteps(facts: CheckFacts): readonly CheckStep[] {
  const { online, started, camera, microphone, heard, sound, channel, line } = facts;
  const device = (works: boolean): CheckStep["state"] =>
    works ? "ok" : started ? "problem" : "open";
  const tried = (works: boolean | undefined): CheckStep["state"] =>
    works === undefined ? "open" : works ? "ok" : "problem";
  const step = (name: CheckStep["name"], state: CheckStep["state"]): CheckStep => {
    const waitsForPerson = started && (name === "microphone" || name === "speaker");
    return { name, state, advised: state === "problem" || (state === "open" && waitsForPerson) };
  };
  return [
    step("socket", online ? "ok" : "problem"),
    step("camera", device(camera)),
    step("microphone", microphone && !heard ? "open" : device(microphone)),
    step("speaker", tried(sound)),
    step("channel", tried(channel)),
    step("udp", line.udp),
    step("tcp", line.tcp),
    step("publish", line.publish),
    step("receive", line.receive),
  ];
}
