import { describe, expect, test } from "vitest";
import type { FeedLine } from "@yuanping/shared/contracts/socket.ts";
import { mergedFeed, type FeedWish } from "../../../client/src/features/wall/merged-feed.ts";

const line = (seq: number, at: number, type: string, details = {}): FeedLine => ({
  seq,
  at,
  type,
  role: "expert",
  code: "A",
  details,
});
const rooms = [
  {
    evaluation: "east",
    feed: [
      line(1, 10, "SeatOccupied"),
      line(2, 30, "TrackNoted", { source: "camera", state: "off" }),
      line(3, 30, "Noted"),
    ],
  },
  {
    evaluation: "west",
    feed: [
      line(1, 20, "ConductNoted", { "window-left": "1" }),
      line(2, 40, "ConductNoted", { "window-back": "1" }),
      line(3, 50, "ReviewOpened"),
    ],
  },
];
const everything: FeedWish = { room: undefined, kind: "all", severity: "all" };
const seen = (wish: Partial<FeedWish>, most = 100) =>
  mergedFeed(rooms, { ...everything, ...wish }, most).map(
    ({ room, line: { seq } }) => `${room} ${seq}`,
  );

describe("the wall's log", () => {
  test("puts the lines of all rooms in one order, newest on top", () => {
    expect(seen({})).toEqual(["west 3", "west 2", "east 3", "east 2", "west 1", "east 1"]);
  });

  test("shows one room, one kind, or what needs attention", () => {
    expect(seen({ room: "east" })).toEqual(["east 3", "east 2", "east 1"]);
    expect(seen({ kind: "conduct" })).toEqual(["west 2", "west 1"]);
    expect(seen({ kind: "process" })).toEqual(["west 3"]);
    expect(seen({ kind: "seats", room: "west" })).toEqual([]);
    expect(seen({ severity: "attention" })).toEqual(["east 2", "west 1"]);
  });

  test("keeps the newest when there are too many", () => {
    expect(seen({}, 2)).toEqual(["west 3", "west 2"]);
  });
});
