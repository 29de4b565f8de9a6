import { expect, test } from "vitest";
import { untriedLine } from "../../../client/src/media/line-trial.ts";
import { checkSteps } from "../../../client/src/features/device-check/check-steps.ts";
import type { CheckFacts } from "../../../client/src/features/device-check/check-steps.ts";

const untried = {
  online: true,
  started: false,
  camera: false,
  microphone: false,
  heard: false,
  sound: undefined,
  channel: undefined,
  line: untriedLine,
};
const steps = (facts: Partial<CheckFacts>) => checkSteps({ ...untried, ...facts });
/** Of what this machine has: line to the room, camera, microphone, speaker, channel. */
const states = (facts: Partial<CheckFacts>) =>
  steps(facts)
    .slice(0, 5)
    .map(({ state }) => state);

test("what was not tried is open, and nothing is called a problem before it was tried", () => {
  expect(states({})).toEqual(["ok", "open", "open", "open", "open"]);
});

test("a device that was asked for and not given is a problem, and so is a line that is down", () => {
  expect(states({ online: false, started: true })).toEqual([
    "problem",
    "problem",
    "problem",
    "open",
    "open",
  ]);
});

test("a microphone counts once it was heard, a speaker once somebody says so, a channel once something came through", () => {
  const on = { started: true, camera: true, microphone: true };
  expect(states(on)).toEqual(["ok", "ok", "open", "open", "open"]);
  expect(states({ ...on, heard: true, sound: true, channel: true })).toEqual(
    Array.from({ length: 5 }, () => "ok"),
  );
  expect(states({ ...on, heard: true, sound: false, channel: false }).slice(3)).toEqual([
    "problem",
    "problem",
  ]);
});

test("the line to the media server is shown step by step, with advice where a step failed and nowhere else", () => {
  const line = { udp: "problem", tcp: "ok", publish: "running", receive: "open" } as const;
  const found = steps({ line }).slice(5);
  expect(found.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "udp problem",
    "tcp ok",
    "publish running",
    "receive open",
  ]);
  expect(found.filter(({ advised }) => advised).map(({ name }) => name)).toEqual(["udp"]);
});

test("what waits for the person is advised as soon as the check has begun", () => {
  const advised = (facts: Partial<CheckFacts>) =>
    steps(facts).flatMap(({ name, advised: now }) => (now ? [name] : []));
  expect(advised({})).toEqual([]);
  expect(advised({ started: true, camera: true, microphone: true })).toEqual([
    "microphone",
    "speaker",
  ]);
});
