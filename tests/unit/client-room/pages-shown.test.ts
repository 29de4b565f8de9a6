import { expect, test } from "vitest";
import { PagesShown } from "../../../client/src/features/documents/pages-shown.ts";

test("each page is reported once, in order, and what was reported is not reported again", () => {
  const shown = new PagesShown();
  for (const page of [3, 1, 3, 2]) shown.show(page);
  expect(shown.take()).toEqual([1, 2, 3]);
  shown.show(2);
  shown.show(4);
  expect(shown.take()).toEqual([4]);
  expect(shown.take()).toEqual([]);
});

test("a report is no longer than the record takes, and the rest goes with the next", () => {
  const shown = new PagesShown();
  for (let page = 1; page <= 250; page += 1) shown.show(page);
  expect(shown.take()).toHaveLength(200);
  expect(shown.take()).toHaveLength(50);
});
