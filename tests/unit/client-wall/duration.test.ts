import { expect, test } from "vitest";
import { durationOf } from "../../../client/src/features/wall/duration.ts";
import { en } from "../../../client/src/i18n/room/en.ts";
import { zh } from "../../../client/src/i18n/room/zh.ts";

const minute = 60_000;

test("a time is told in hours and minutes that nobody takes for minutes and seconds, and only as far as it is over", () => {
  const said = (time: number) => [durationOf(time, zh), durationOf(time, en)];
  expect(said(72 * minute)).toEqual(["1 小时 12 分", "1 h 12 min"]);
  expect(said(61 * minute - 1)).toEqual(["1 小时 0 分", "1 h 0 min"]);
  expect(said(59 * minute)).toEqual(["59 分钟", "59 min"]);
  expect(said(-1)).toEqual(["0 分钟", "0 min"]);
});
