import { expect, test } from "vitest";
import { alarmedElsewhere } from "../../../client/src/features/wall/alarmed-elsewhere.ts";

test("a grave alarm in a room of another page is told of with the way there, and one in sight is not told twice", () => {
  const graves = [true, false, false, false, false, true, true];
  expect(alarmedElsewhere(graves, 4, 0)).toEqual([1, 1]);
  expect(alarmedElsewhere(graves, 4, 1)).toEqual([0]);
  expect(alarmedElsewhere(graves, 9, 0)).toEqual([]);
});
