import { expect, test } from "vitest";
import { layersForWidth } from "../../../client/src/media/tile-layers.ts";

test("a tile asks for the smallest layer that fills it, and a stamp for fewer pictures too", () => {
  const asked = [80, 160, 161, 320, 321, 640, 641, 1920].map((width) => layersForWidth(width));
  expect(asked.map(({ spatial }) => spatial)).toEqual([0, 0, 0, 0, 1, 1, 2, 2]);
  expect(asked.map(({ temporal }) => temporal)).toEqual([0, 0, 2, 2, 2, 2, 2, 2]);
});
