import { expect, test } from "vitest";
import { WallLines } from "../../../client/src/features/wall/wall-lines.ts";
import { openRoom } from "../../../client/src/connection/room-connection.ts";

/** Lines that never reach anybody: here only who is watched matters. */
const lines = () =>
  new WallLines((evaluation) =>
    openRoom({ url: "http://127.0.0.1:9", evaluation, socketOptions: { autoConnect: false } }),
  );
const watched = (wall: WallLines) => wall.getSnapshot().map(({ evaluation }) => evaluation);

test("a room that stays on the wall keeps its line, and one that goes leaves its room", () => {
  const wall = lines();
  wall.watch(["a-room", "b-room"]);
  const [a, b] = wall.getSnapshot();
  wall.watch(["b-room", "c-room"]);
  expect(watched(wall)).toEqual(["b-room", "c-room"]);
  expect(wall.getSnapshot()[0]).toBe(b);
  expect(a?.connection.getSnapshot().status).toBe("closed");
  expect(b?.connection.getSnapshot().status).not.toBe("closed");
  wall.close();
  expect(watched(wall)).toEqual([]);
  expect(b?.connection.getSnapshot().status).toBe("closed");
});

test("a change in one room leaves the others as they were", () => {
  const wall = lines();
  wall.watch(["a-room", "b-room"]);
  const [a, b] = wall.getSnapshot();
  let told = 0;
  wall.subscribe(() => (told += 1));
  // A line that is given up changes its state, and nobody else's.
  a?.connection.close();
  expect(told).toBe(1);
  expect(wall.getSnapshot()[0]).not.toBe(a);
  expect(wall.getSnapshot()[1]).toBe(b);
  wall.close();
});
