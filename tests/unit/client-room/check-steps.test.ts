import { expect, test } from "vitest";
import { checkSteps } from "../../../client/src/features/device-check/check-steps.ts";

const untried = {
  online: true,
  started: false,
  camera: false,
  microphone: false,
  heard: false,
  sound: undefined,
  channel: undefined,
};
const states = (facts: Partial<typeof untried> | object) =>
  checkSteps({ ...untried, ...facts }).map(({ state }) => state);

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
