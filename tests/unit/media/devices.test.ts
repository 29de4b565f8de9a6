import { describe, expect, test } from "vitest";
import { pickDevice } from "../../../client/src/media/device-choice.ts";
import { levelOf } from "../../../client/src/media/level-meter.ts";

const constant = (value: number) => new Float32Array(1024).fill(value);
const desk = { deviceId: "1", label: "Desk microphone" };
const headset = { deviceId: "2", label: "Headset" };

describe("wrong microphone, choice lost, unplugging mutes", () => {
  test("the chosen device is taken by its id, whatever the order", () => {
    expect(pickDevice([desk, headset], headset)).toBe(headset);
    expect(pickDevice([headset, desk], headset)).toBe(headset);
  });

  test("a device that got another id is known by its label", () => {
    const renumbered = { ...headset, deviceId: "9" };
    expect(pickDevice([desk, renumbered], headset)).toBe(renumbered);
  });

  test("while the chosen device is unplugged another one serves, and it is taken again when it is back", () => {
    expect(pickDevice([desk], headset)).toBe(desk);
    expect(pickDevice([desk, headset], headset)).toBe(headset);
  });

  test("devices without a name are never mistaken for each other", () => {
    const unnamed = { deviceId: "7", label: "" };
    expect(pickDevice([desk, unnamed], { deviceId: "gone", label: "" })).toBe(desk);
  });

  test("there may be no device at all", () => {
    expect(pickDevice([], headset)).toBeUndefined();
    expect(pickDevice([{ deviceId: "", label: "" }], undefined)).toBeUndefined();
  });

  test("the meter stands at 0 in silence and rises with the voice to 1", () => {
    expect(levelOf(constant(0))).toBe(0);
    expect(levelOf(constant(1))).toBe(1);
    expect(levelOf(constant(0.0001))).toBe(0);
    const soft = levelOf(constant(0.01));
    const loud = levelOf(constant(0.3));
    expect(soft).toBeGreaterThan(0);
    expect(loud).toBeGreaterThan(soft);
  });
});
