import { expect, test } from "vitest";
import { WallLines } from "../../../client/src/features/wall/wall-lines.ts";
import { openRoom } from "../../../client/src/connection/room-connection.ts";

/** Lines that never reach anybody: here only who is watched matters. */
const lines = (accompany = () => () => {}) =>
  new WallLines(
    (evaluation) =>
      openRoom({ url: "http://127.0.0.1:9", evaluation, socketOptions: { autoConnect: false } }),
    accompany,
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

test("what goes on by itself in a room goes on for as long as it is watched, whatever is looked at", () => {
  let under = 0;
  const wall = lines(() => {
    under += 1;
    return () => {
      under -= 1;
    };
  });
  wall.watch(["a-room", "b-room"]);
  expect(under).toBe(2);
  wall.watch(["b-room"]);
  expect(under).toBe(1);
  wall.close();
  expect(under).toBe(0);
});
